# shellcheck shell=bash
# The guests of hypervisor-up: their names, and their definitions as libvirt's XML on stdout. To be sourced.

# The guests that --variety adds; the last is defined and not started.
# shellcheck disable=SC2034  # used where this is sourced
variety=(instance-two-of-each instance-without-metadata instance-broken-metadata instance-paused instance-shut-off)

# guest_name I: the name that Nova gives its I-th instance.
guest_name() { printf 'instance-%08x' "$1"; }

# nova_metadata I [MEMORY]: complete metadata as Nova writes it, of a flavor with 64 MiB unless said. Users, projects and
# images repeat over the guests with periods 11, 7 and 5.
nova_metadata() {
  cat <<X
  <metadata>
    <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
      <nova:package version="26.2.1"/>
      <nova:name>vm-$1</nova:name>
      <nova:creationTime>2026-11-01 10:00:00</nova:creationTime>
      <nova:flavor name="m1.nano">
        <nova:memory>${2:-64}</nova:memory>
        <nova:disk>1</nova:disk>
        <nova:swap>0</nova:swap>
        <nova:ephemeral>0</nova:ephemeral>
        <nova:vcpus>1</nova:vcpus>
      </nova:flavor>
      <nova:owner>
        <nova:user uuid="$(printf '%032x' $((0xdef000 + $1 % 11)))">demo</nova:user>
        <nova:project uuid="$(printf '%032x' $((0xabc000 + $1 % 7)))">demo</nova:project>
      </nova:owner>
      <nova:root type="image" uuid="$(printf '00000000-0000-4000-8000-%012x' $((0x111000 + $1 % 5)))"/>
    </nova:instance>
  </metadata>
X
}

# broken_metadata: Nova's element with neither owner nor image, and with a flavor whose figures are no numbers.
broken_metadata() {
  cat <<X
  <metadata>
    <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
      <nova:name/>
      <nova:flavor name="m1.nano">
        <nova:memory>plenty</nova:memory>
        <nova:vcpus/>
      </nova:flavor>
    </nova:instance>
  </metadata>
X
}

# disk NUMBER TARGET DIRECTORY: a sparse virtio disk, its image made if need be.
disk() {
  truncate -s 16M "$3/$1-$2.img"
  cat <<X
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='$3/$1-$2.img'/>
      <target dev='$2' bus='virtio'/>
    </disk>
X
}

# nic NUMBER CARD: a tap interface without a bridge.
nic() {
  cat <<X
    <interface type='ethernet'>
      <mac address='$(printf '52:54:00:%02x:%02x:%02x' "$2" $(($1 / 256)) $(($1 % 256)))'/>
      <target dev='tap$1-$2'/>
      <model type='virtio'/>
    </interface>
X
}

# guest NAME NUMBER DISK_DIRECTORY: the whole definition. The number makes uuid, MAC and tap its own.
guest() {
  local name=$1 i=$2 disks=$3
  echo "<domain type='qemu'>"
  echo "  <name>$name</name>"
  printf '  <uuid>%08x-1111-4222-8333-%012x</uuid>\n' "$i" $((i * 7919 + 1))
  case $name in
    *-without-metadata) ;;
    *-broken-metadata) broken_metadata ;;
    *) nova_metadata "$i" ;;
  esac
  echo "  <memory unit='MiB'>32</memory>"
  if [[ $name == *-two-of-each ]]; then echo "  <vcpu>2</vcpu>"; else echo "  <vcpu>1</vcpu>"; fi
  echo "  <os><type arch='x86_64' machine='pc'>hvm</type></os>"
  echo "  <features><acpi/></features>"
  echo "  <devices>"
  echo "    <emulator>/usr/bin/qemu-system-x86_64</emulator>"
  disk "$i" vda "$disks"
  nic "$i" 0
  if [[ $name == *-two-of-each ]]; then
    disk "$i" vdb "$disks"
    nic "$i" 1
  fi
  echo "    <memballoon model='virtio'/>"
  echo "  </devices>"
  echo "</domain>"
}

# linux_guest NAME NUMBER IMAGE DISK CONSOLE: the definition of a guest that boots the Linux in the folder IMAGE with the
# file DISK as its vda and writes its console to the file CONSOLE. It may get up to three more virtual CPUs.
linux_guest() {
  cat <<X
<domain type='qemu'>
  <name>$1</name>
$(nova_metadata "$2" 160)
  <memory unit='MiB'>160</memory>
  <vcpu current='1'>4</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
    <kernel>$3/vmlinuz</kernel>
    <initrd>$3/initrd</initrd>
    <cmdline>console=ttyS0 quiet panic=-1 cryptomgr.notests mitigations=off audit=0 apparmor=0</cmdline>
  </os>
  <features><acpi/></features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='$4'/>
      <target dev='vda' bus='virtio'/>
    </disk>
$(nic "$2" 0)
    <serial type='file'><source path='$5'/></serial>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <memballoon model='virtio'><stats period='1'/></memballoon>
  </devices>
</domain>
X
}
