"""The floor under every reading: what libvirt itself takes to tell the statistics of all guests, called from C's side, with
nothing made of them."""
import ctypes
import threading
import time

# virDomainStatsTypes: state, cpu, balloon, vcpu, interface, block.
GROUPS = 1 | 2 | 4 | 8 | 16 | 32
RUNNING = 1  # VIR_CONNECT_LIST_DOMAINS_ACTIVE


class Floor:
    """Connections that are open, and the guests that each is to read: as many for every one."""

    def __init__(self, uri, connections=2):
        self.libvirt = bind(ctypes.CDLL("libvirt.so.0"))
        self.parts = [self.connect(uri, part, connections) for part in range(connections)]

    def connect(self, uri, part, parts):
        """A connection, and an array of every so manyth guest, which ends in a null pointer."""
        connection = self.libvirt.virConnectOpenReadOnly(uri.encode())
        domains = ctypes.POINTER(ctypes.c_void_p)()
        count = self.libvirt.virConnectListAllDomains(connection, ctypes.byref(domains), RUNNING)
        if count < parts:
            raise OSError(f"libvirt at {uri} lists {count} guests")
        mine = domains[part:count:parts]
        return (ctypes.c_void_p * (len(mine) + 1))(*mine, None)

    def measure(self):
        """Seconds until the last connection has told its guests."""
        readings = [threading.Thread(target=self.read, args=(part,)) for part in self.parts]
        begin = time.perf_counter()
        for reading in readings:
            reading.start()
        for reading in readings:
            reading.join()
        return time.perf_counter() - begin

    def read(self, domains):
        records = ctypes.c_void_p()
        if self.libvirt.virDomainListGetStats(domains, GROUPS, ctypes.byref(records), 0) < 0:
            raise OSError("libvirt tells no statistics")
        self.libvirt.virDomainStatsRecordListFree(records)


def bind(libvirt):
    pointer = ctypes.c_void_p
    libvirt.virConnectOpenReadOnly.restype = pointer
    libvirt.virConnectOpenReadOnly.argtypes = [ctypes.c_char_p]
    libvirt.virConnectListAllDomains.argtypes = [pointer, pointer, ctypes.c_uint]
    libvirt.virDomainListGetStats.argtypes = [pointer, ctypes.c_uint, pointer, ctypes.c_uint]
    libvirt.virDomainStatsRecordListFree.argtypes = [pointer]
    libvirt.virDomainStatsRecordListFree.restype = None
    return libvirt
