package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class HostPortTest {

  @Test
  void prefersIpv6() throws Exception {
    InetAddress four = InetAddress.getByName("192.0.2.1");
    InetAddress six = InetAddress.getByName("2001:db8::1");
    assertThat(HostPort.preferred(four, six)).containsExactly(six, four);
  }
}
