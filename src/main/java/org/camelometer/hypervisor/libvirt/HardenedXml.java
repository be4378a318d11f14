package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML without document types and external entities, as users of a cloud have a hand in what stands
 * in a domain's metadata.
 */
final class HardenedXml {
  private static final ErrorHandler THROW =
      new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
          throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
          throw e;
        }
      };

  /** Making one costs eight times as much as reading the XML of a guest. */
  private static final ThreadLocal<DocumentBuilder> BUILDER =
      ThreadLocal.withInitial(HardenedXml::builder);

  private HardenedXml() {}

  /**
   * The root element of a document.
   *
   * @throws SAXException if it isn't well-formed, or has a document type
   */
  static Element root(String text) throws SAXException {
    try {
      DocumentBuilder builder = BUILDER.get();
      builder.reset();
      builder.setErrorHandler(THROW);
      return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
    } catch (IOException e) {
      throw new SAXException(e);
    }
  }

  private static DocumentBuilder builder() {
    try {
      return factory().newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java can't read XML safely", e);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }

  /** The child elements of this local name, in their order, whatever their namespace. */
  static List<Element> children(@Nullable Element parent, String name) {
    List<Element> children = new ArrayList<>();
    if (parent != null) {
      for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
        if (n instanceof Element element && name.equals(element.getLocalName())) {
          children.add(element);
        }
      }
    }
    return children;
  }

  /** The first element down a path of local names, or null. */
  static @Nullable Element at(@Nullable Element from, String... path) {
    Element element = from;
    for (String name : path) {
      List<Element> children = children(element, name);
      element = children.isEmpty() ? null : children.get(0);
    }
    return element;
  }

  /** An attribute that is there and not empty, or null. */
  static @Nullable String attribute(@Nullable Element element, String name) {
    String value = element == null ? "" : element.getAttribute(name).trim();
    return value.isEmpty() ? null : value;
  }

  /** The text inside of an element, null if there is none. */
  static @Nullable String text(@Nullable Element element) {
    String text = element == null ? "" : element.getTextContent().trim();
    return text.isEmpty() ? null : text;
  }
}
