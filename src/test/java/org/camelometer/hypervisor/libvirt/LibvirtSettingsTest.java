package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibvirtSettingsTest {

  @Test
  void defaults() {
    assertThat(from(Map.of())).isEqualTo(new LibvirtSettings("qemu:///system", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test:///default", "lxc:///", "qemu+unix:///system?socket=/run/a"})
  void takesAnyLibvirtUri(String uri) {
    assertThat(from(Map.of("camelometer.libvirt.uri", uri, "camelometer.libvirt.connections", "4")))
        .isEqualTo(new LibvirtSettings(uri, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "/run/libvirt", "qemu://a b"})
  void refusesWhatIsNoUri(String uri) {
    assertThatThrownBy(() -> from(Map.of("camelometer.libvirt.uri", uri)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("camelometer.libvirt.uri = '%s' is no libvirt URI".formatted(uri));
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
