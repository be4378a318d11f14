package org.camelometer.hypervisor;

import java.util.List;

/**
 * Looks at the guests of one hypervisor.
 *
 * <p>May be called from any thread, and may block as long as the hypervisor does. Connects to
 * nothing before it is first asked. A guest that comes or goes while it is being looked at is there
 * or left out, but never an error.
 */
public interface Inspector extends AutoCloseable {

  /**
   * Every guest that is known, running or not, in the order of their names.
   *
   * @throws HypervisorException if that can't be known now
   */
  List<Guest> guests() throws HypervisorException;

  /**
   * The figures of every running guest, read in one go. What the hypervisor doesn't tell is absent
   * from a guest's reading.
   *
   * @throws HypervisorException if nothing can be read now
   */
  Reading read() throws HypervisorException;

  /** Lets go of the hypervisor; may be called twice. */
  @Override
  void close();
}
