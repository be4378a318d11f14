package org.camelometer.hypervisor;

import java.util.List;

/** What a guest is doing, in libvirt's order, with Nova's words for it. */
public enum GuestState {
  NOSTATE("pending", "building"),
  RUNNING("running", "active"),
  BLOCKED("running", "active"),
  PAUSED("paused", "paused"),
  SHUTDOWN("shutdown", "stopped"),
  SHUTOFF("shutdown", "stopped"),
  CRASHED("crashed", "error"),
  PMSUSPENDED("suspended", "suspended");

  private static final List<GuestState> BY_NUMBER = List.of(values());

  private final String vmState;
  private final String status;

  GuestState(String vmState, String status) {
    this.vmState = vmState;
    this.status = status;
  }

  /** The state with a number of {@code virDomainState}; {@link #NOSTATE} for one that is new. */
  public static GuestState of(long number) {
    return number >= 0 && number < BY_NUMBER.size() ? BY_NUMBER.get((int) number) : NOSTATE;
  }

  /** The number of {@code virDomainState}, which is the volume of {@code power.state}. */
  public int number() {
    return BY_NUMBER.indexOf(this);
  }

  /** What Nova would give as {@code OS-EXT-STS:vm_state}. */
  public String vmState() {
    return vmState;
  }

  /** What Nova would give as {@code status}, in lower case. */
  public String status() {
    return status;
  }
}
