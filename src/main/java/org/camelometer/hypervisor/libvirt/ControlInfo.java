package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/** {@code virDomainControlInfo}: what libvirt is doing with a guest's monitor. */
@FieldOrder({"state", "details", "stateTime"})
public final class ControlInfo extends Structure {
  /** Waiting for the guest's hypervisor process to answer. */
  static final int OCCUPIED = 2;

  /** A number of {@code virDomainControlState}. */
  public int state;

  /** More on an error. */
  public int details;

  /** For how many milliseconds it has been so. */
  public long stateTime;
}
