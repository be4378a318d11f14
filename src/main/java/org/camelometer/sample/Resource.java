package org.camelometer.sample;

/**
 * The thing that is read: a guest, a volume, a host.
 *
 * <p>Discoveries make resources and pollsters read them. Two resources that are {@code equals} are
 * one and the same: it is read once in a tick, however many sources name it. Implementations are
 * immutable; pollsters check for the kind that they can read and leave others alone.
 */
public interface Resource {

  /** The id by which people know it, unique within its kind. */
  String id();
}
