package org.camelometer.openstack.dynamic.request;

import java.util.List;

/**
 * The OpenStack that pollsters with an {@code endpoint_type} ask: its requests carry a token. For
 * any number of threads.
 */
public interface Cloud extends Requests {

  /**
   * The URLs of a service, as its catalog has them; empty if it has none.
   *
   * @throws Exception if the catalog can't be read now
   */
  List<String> endpoints(String serviceType) throws Exception;

  /**
   * The payload of a secret of Barbican's.
   *
   * @throws Exception if it can't be had now
   */
  String secret(String id) throws Exception;
}
