package org.camelometer.hypervisor;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.StuckResource;

/**
 * Looks at the guests of one hypervisor.
 *
 * <p>May be called from any thread. Connects to nothing before it is first asked, and answers no
 * later than the deadline, whatever the hypervisor or a guest does. A guest that comes or goes
 * while it is being looked at is there or left out, but never an error.
 */
public interface Inspector extends AutoCloseable {

  /**
   * Every guest that is known, running or not, in the order of their names.
   *
   * @throws HypervisorException if that can't be known by then
   */
  List<Guest> guests(Deadline deadline) throws HypervisorException;

  /**
   * The figures of every guest, read in one go; what the hypervisor or the guest doesn't tell is
   * absent. A guest that doesn't run has its state and the sizes of its disks at most. A guest that
   * doesn't answer holds up no other: it has what its process tells, or is left out.
   *
   * @param wanted the kinds of figures to read; the state comes with each
   * @throws HypervisorException if nothing can be read by then
   */
  Reading read(Set<Figures> wanted, Deadline deadline) throws HypervisorException;

  /**
   * The same of one guest; one that is about to stop has what is still known of it.
   *
   * @throws HypervisorException if nothing can be read by then
   */
  Reading readOne(Guest guest, Set<Figures> wanted, Deadline deadline) throws HypervisorException;

  /**
   * Begins to tell guests that have just begun to run, or that are about to stop; in a thread of
   * its own, until it is closed.
   */
  void watch(Consumer<Guest> changes);

  /** The guests that don't answer at present, in the order of their names. */
  List<StuckResource> stuck();

  /** Lets go of the hypervisor; may be called twice, and while others still read. */
  @Override
  void close();
}
