package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibvirtSettingsTest {

  @Test
  void defaults() {
    assertThat(from(Map.of())).isEqualTo(new LibvirtSettings("qemu:///system", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test:///default",
        "lxc:///",
        "qemu+unix:///system?socket=/run/a",
        "qemu+ssh://root@host/session",
        "qemu:///embed?root=/tmp/r",
        "Xen+TLS://host/",
        "remote:///",
        "vpx://user@centre/dc/host?no_verify=1"
      })
  void takesAnyLibvirtUri(String uri) {
    assertThat(from(Map.of("camelometer.libvirt.uri", uri, "camelometer.libvirt.connections", "4")))
        .isEqualTo(new LibvirtSettings(uri, 4))
        .extracting(LibvirtSettings::doubt)
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "/run/libvirt", "qemu://a b"})
  void refusesWhatIsNoUri(String uri) {
    assertThatThrownBy(() -> from(Map.of("camelometer.libvirt.uri", uri)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("camelometer.libvirt.uri = '%s' is no libvirt URI".formatted(uri));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qmu:///system | names the driver 'qmu', which libvirt doesn't have; did you mean 'qemu'?",
        "tset:///default | names the driver 'tset', which libvirt doesn't have; did you mean 'test'?",
        "kvm:///system | names the driver 'kvm', which libvirt doesn't have; write a URI such as qemu:///system",
        "qemu+shh://h/system | names the transport 'shh', which libvirt doesn't have; did you mean 'ssh'?"
      })
  void refusesWhatLibvirtCanNeverOpen(String uri, String fault) {
    assertThatThrownBy(() -> from(Map.of("camelometer.libvirt.uri", uri)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageEndingWith("camelometer.libvirt.uri = '%s' %s".formatted(uri, fault));
  }

  @ParameterizedTest
  @CsvSource({
    "qemu:///sytem, /sytem, /system",
    "qemu+ssh://root@host/sesion, /sesion, /session",
    "qemu://system, /, /system",
    "qemu:system, /, /system"
  })
  void doubtsPathsThatTheQemuDriverDoesNotKnow(String uri, String path, String meant) {
    assertThat(from(Map.of("camelometer.libvirt.uri", uri)).doubt())
        .contains(
            "has the path '%s', which libvirt's driver qemu doesn't know; did you mean %s?"
                .formatted(path, meant));
  }

  @Test
  void takesUpTo64Connections() {
    assertThat(from(Map.of("camelometer.libvirt.connections", "64")).connections()).isEqualTo(64);
    assertThatThrownBy(() -> from(Map.of("camelometer.libvirt.connections", "65")))
        .hasMessageContaining(
            "camelometer.libvirt.connections = '65' is not a whole number from 1 to 64");
  }

  @Test
  void refusesToDoWithoutAConnection() {
    assertThatThrownBy(() -> from(Map.of("camelometer.libvirt.connections", "0")))
        .hasMessageContaining("camelometer.libvirt.connections = '0'");
  }

  private static LibvirtSettings from(Map<String, String> settings) {
    return LibvirtSettings.from(Settings.of(settings));
  }
}
