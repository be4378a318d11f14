package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.camelometer.sample.JsonValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlMappingTest {

  private static String json(String xml) throws IOException {
    return JsonValues.text(XmlMapping.read(xml));
  }

  @Test
  void hasTheShapeOfXmltodict() throws IOException {
    assertThat(json("<a x=\"1\"> t <b/><b>2</b></a>"))
        .isEqualTo("{\"a\":{\"@x\":\"1\",\"b\":[null,\"2\"],\"#text\":\"t\"}}");
    assertThat(json("<a xmlns:n='u'><n:b n:c='1'> x </n:b></a>"))
        .isEqualTo("{\"a\":{\"@xmlns:n\":\"u\",\"n:b\":{\"@n:c\":\"1\",\"#text\":\"x\"}}}");
    assertThat(json("<a>1<b/>2</a>")).isEqualTo("{\"a\":{\"b\":null,\"#text\":\"12\"}}");
    assertThat(json("<a/>")).isEqualTo("{\"a\":null}");
    assertThat(json("<a><![CDATA[ q ]]></a>")).isEqualTo("{\"a\":\"q\"}");
    assertThat(json("<a>&amp;x</a>")).isEqualTo("{\"a\":\"&x\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<a>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f '&e;&e;'>]><a>&f;</a>",
        "<a>&undeclared;</a>"
      })
  void refusesWhatIsNoXmlOrHasADocumentType(String text) {
    assertThatThrownBy(() -> XmlMapping.read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("this is not XML");
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
    assertThatThrownBy(() -> XmlMapping.read(deep)).hasMessageContaining("nested too deeply");
  }
}
