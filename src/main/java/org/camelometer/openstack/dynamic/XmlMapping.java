package org.camelometer.openstack.dynamic;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML as mappings, in the shape of Python's xmltodict: an element is a mapping of its children by
 * name, with attributes as {@code @name} and text as {@code #text}; of several children with one
 * name there is a list; an element with nothing but text is that text, an empty one null. Names
 * keep their prefix. No document type, no entities but XML's own five.
 */
final class XmlMapping extends DefaultHandler {
  /** More than any API nests, and few enough to be walked through. */
  private static final int DEEPEST = 200;

  private static final SAXParserFactory FACTORY = factory();

  private final Deque<Element> open = new ArrayDeque<>();
  private final Element document = new Element("");

  private XmlMapping() {
    open.push(document);
  }

  /**
   * Reads a document.
   *
   * @throws IOException if it is none, or has a document type
   */
  static Map<String, @Nullable Object> read(String text) throws IOException {
    XmlMapping mapping = new XmlMapping();
    try {
      parser().parse(new InputSource(new StringReader(text)), mapping);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("this is not XML: " + e.getMessage(), e);
    }
    return mapping.document.children;
  }

  /** Factories are for one thread at a time. */
  private static SAXParser parser() throws ParserConfigurationException, SAXException {
    synchronized (FACTORY) {
      return FACTORY.newSAXParser();
    }
  }

  private static SAXParserFactory factory() {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setXIncludeAware(false);
      return factory;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("Java's own parser knows these features", e);
    }
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes)
      throws SAXException {
    if (open.size() > DEEPEST) {
      throw new SAXException("elements are nested too deeply");
    }
    Element element = new Element(name);
    for (int i = 0; i < attributes.getLength(); i++) {
      element.children.put("@" + attributes.getQName(i), attributes.getValue(i));
    }
    open.push(element);
  }

  @Override
  public void characters(char[] signs, int start, int length) {
    open.element().text.append(signs, start, length);
  }

  @Override
  public void endElement(String uri, String local, String name) {
    Element element = open.pop();
    open.element().add(element.name, element.value());
  }

  private static final class Element {
    private final String name;
    private final Map<String, @Nullable Object> children = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    Element(String name) {
      this.name = name;
    }

    void add(String child, @Nullable Object value) {
      if (!children.containsKey(child)) {
        children.put(child, value);
      } else if (children.get(child) instanceof Several several) {
        several.add(value);
      } else {
        Several several = new Several();
        several.add(children.get(child));
        several.add(value);
        children.put(child, several);
      }
    }

    @Nullable Object value() {
      String stripped = text.toString().strip();
      if (children.isEmpty()) {
        return stripped.isEmpty() ? null : stripped;
      }
      if (!stripped.isEmpty()) {
        children.put("#text", stripped);
      }
      return children;
    }
  }

  /** Children with one name. */
  private static final class Several extends ArrayList<@Nullable Object>
      implements List<@Nullable Object> {
    private static final long serialVersionUID = 1L;
  }
}
