package org.camelometer.publish.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Where a receiver can be reached, looked up anew at each call. */
interface Addresses {

  /**
   * Its addresses, the one to try first at the head; never empty.
   *
   * @throws IOException saying that there are none
   */
  List<InetSocketAddress> get() throws IOException;
}
