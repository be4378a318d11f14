package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.NovaInstance;
import org.camelometer.hypervisor.Vnic;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class DomainXmlTest {

  @Test
  void readsWhatNovaWrote() throws Exception {
    Guest guest = guest(Domains.nova());
    NovaInstance nova = requireNonNull(guest.nova());
    assertThat(nova.name()).isEqualTo("shop & db");
    assertThat(nova.flavor())
        .isEqualTo(new NovaInstance.Flavor("m1.small", "m1.small", 2L, 2048L, 20L, 5L, 1L, null));
    assertThat(guest.flaws()).isEmpty();
  }

  @Test
  void prefersTheNewerNamespaceAndIgnoresOthers() throws Exception {
    String older = Domains.NOVA.formatted(Domains.NOVA_1_0).replace("project1", "older");
    Guest guest = guest(older + Domains.nova() + Domains.NOVA.formatted("http://example.org/"));
    assertThat(guest.projectId()).isEqualTo("project1");
    assertThat(guest(Domains.NOVA.formatted("http://example.org/")).nova()).isNull();
  }

  @Test
  void readsFlavorIdAndExtraSpecsOfNewerNova() throws Exception {
    String newer =
        Domains.nova()
            .replace("<nova:flavor ", "<nova:flavor id=\"f1\" ")
            .replace(
                "</nova:flavor>",
                "<nova:extraSpecs><nova:extraSpec name='a:b'>c</nova:extraSpec></nova:extraSpecs>"
                    + "</nova:flavor>");
    NovaInstance.Flavor flavor = requireNonNull(requireNonNull(guest(newer).nova()).flavor());
    assertThat(flavor.id()).isEqualTo("f1");
    assertThat(flavor.extraSpecs()).isEqualTo(Map.of("a:b", "c"));
  }

  @Test
  void takesMissingSizesOfAFlavorForZero() throws Exception {
    Guest guest = guest(Domains.nova().replace("<nova:swap>1</nova:swap>", ""));
    assertThat(requireNonNull(requireNonNull(guest.nova()).flavor()).swap()).isZero();
    assertThat(guest.flaws()).isEmpty();
  }

  @Test
  void keepsWhatCanBeReadOfBrokenMetadata() throws Exception {
    Guest guest =
        guest(
            """
            <i:instance xmlns:i="%s"><i:name>vm</i:name><i:owner><i:user uuid=""/></i:owner>
            <i:flavor name="big"><i:memory>lots</i:memory><i:disk><i:b/></i:disk></i:flavor>
            </i:instance>"""
                .formatted(Domains.NOVA_1_1));
    assertThat(guest.flaws())
        .containsExactly(
            "owner/user@uuid is missing",
            "owner/project@uuid is missing",
            "flavor/memory is no whole number",
            "flavor/disk is no whole number");
    NovaInstance nova = requireNonNull(guest.nova());
    assertThat(nova.name()).isEqualTo("vm");
    assertThat(requireNonNull(nova.flavor()).memory()).isNull();
  }

  @Test
  void anEmptyInstanceIsStillAGuest() throws Exception {
    Guest guest = guest("<i:instance xmlns:i='%s'>text</i:instance>".formatted(Domains.NOVA_1_1));
    assertThat(guest.flaws()).contains("name is missing", "flavor is missing");
    assertThat(guest.id()).isEqualTo(Domains.ID);
  }

  @Test
  void readsDevicesAndFilterParameters() throws Exception {
    Guest.Hardware hardware = guest("").hardware();
    assertThat(hardware.disks()).containsExactly("vda");
    assertThat(hardware.vnics()).extracting(Vnic::name).containsExactly("tap1", "tap2");
    assertThat(hardware.vnics().get(1).filter()).isEqualTo("no-spoofing");
    assertThat(hardware.vnics().get(1).parameters().toString())
        .isEqualTo("{ip=10.0.0.2, interfaceid=null, bridge=null}");
  }

  @Test
  void refusesDocumentTypes() {
    String xml = "<!DOCTYPE domain [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + Domains.xml("&e;");
    assertThatThrownBy(() -> DomainXml.of(xml).guest(GuestState.RUNNING))
        .isInstanceOf(SAXException.class);
  }

  @Test
  void refusesADomainWithoutId() {
    assertThatThrownBy(
            () -> DomainXml.of("<domain><name>a</name></domain>").guest(GuestState.RUNNING))
        .hasMessageContaining("without uuid");
  }

  @Test
  void tellsWhetherTheBalloonDriverIsToTellSomethingNowAndThen() throws Exception {
    assertThat(balloon("<memballoon model='virtio'><stats period='10'/></memballoon>")).isTrue();
    assertThat(balloon("<memballoon model='virtio'><stats period='0'/></memballoon>")).isFalse();
    assertThat(balloon("<memballoon model='virtio'/>")).isFalse();
    assertThat(balloon("")).isFalse();
  }

  private static boolean balloon(String xml) throws Exception {
    return DomainXml.of("<domain><devices>" + xml + "</devices></domain>").hasBalloonPeriod();
  }

  private static Guest guest(String metadata) throws SAXException {
    return DomainXml.of(Domains.xml(metadata)).guest(GuestState.RUNNING);
  }
}
