package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code virDomainControlInfo}: what libvirt is doing with a guest's monitor. */
@FieldOrder({"state", "details", "stateTime"})
public final class ControlInfo extends Structure {
  /** Waiting for the guest's hypervisor process to answer. */
  static final int OCCUPIED = 2;

  /**
   * Another call has the guest and doesn't wait for its process, such as one that waits for the
   * guest's system to let go of a device; or libvirt has lost the process. Without a time.
   */
  static final int ERROR = 3;

  /** A number of {@code virDomainControlState}. */
  public int state;

  /** More on an error. */
  public int details;

  /** For how many milliseconds it has been so. */
  public long stateTime;
}
