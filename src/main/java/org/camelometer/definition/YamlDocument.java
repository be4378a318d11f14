package org.camelometer.definition;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML with SnakeYAML, keeping the place of every value. Makes plain values only. */
public final class YamlDocument {
  /** More than anybody writes; reading takes longer than in proportion. */
  private static final int LONGEST = 1_000_000;

  private final String file;
  private final Constructor constructor = new Constructor();

  private YamlDocument(String file) {
    this.file = file;
  }

  /**
   * Reads a file whole.
   *
   * @return its one value; empty if there is none, or if a problem was noted
   */
  public static Optional<YamlNode> read(Path path, Problems problems) {
    Position whole = Position.of(path.toString());
    try {
      return parse(path.toString(), Files.readString(path), problems);
    } catch (NoSuchFileException missing) {
      problems.error(whole, "there is no such file; create it or name another one");
    } catch (AccessDeniedException denied) {
      problems.error(whole, "this user may not read the file; change its owner or its mode");
    } catch (CharacterCodingException encoding) {
      problems.error(whole, "the file is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      problems.error(whole, "the file can't be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Reads a text that stands in, or for, a file. */
  public static Optional<YamlNode> parse(String file, String text, Problems problems) {
    if (text.length() > LONGEST) {
      problems.error(
          Position.of(file),
          "the file has %d signs, and more than %d aren't read".formatted(text.length(), LONGEST));
      return Optional.empty();
    }
    YamlDocument document = new YamlDocument(file);
    try {
      Node node = document.yaml().compose(new StringReader(text));
      return Optional.ofNullable(node).map(root -> new YamlNode(root, document));
    } catch (MarkedYAMLException e) {
      problems.error(document.position(e.getProblemMark()), sentence(e));
    } catch (YAMLException e) {
      problems.error(Position.of(file), "this is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Yaml yaml() {
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        constructor, new Representer(unused), unused, new LoaderOptions(), new PythonResolver());
  }

  private static String sentence(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : " " + e.getContext();
    return "this is not YAML: " + e.getProblem() + context;
  }

  Position position(Node node) {
    return position(node.getStartMark());
  }

  private Position position(@Nullable Mark mark) {
    return mark == null
        ? Position.of(file)
        : new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Nullable Object construct(Node node) {
    return constructor.value(node);
  }

  /** The entries of a mapping, those that it merges from others ({@code <<}) included. */
  List<NodeTuple> merged(MappingNode mapping) {
    if (mapping.isMerged()) {
      constructor.merge(mapping);
    }
    return mapping.getValue();
  }

  private static final class Constructor extends SafeConstructor {
    Constructor() {
      super(new LoaderOptions());
    }

    @Nullable Object value(Node node) {
      return constructDocument(node);
    }

    void merge(MappingNode mapping) {
      flattenMapping(mapping);
    }
  }

  /** Takes for a float what Python's YAML does: {@code 1e3}, without point and sign, is a text. */
  private static final class PythonResolver extends Resolver {
    private static final Pattern FLOAT =
        Pattern.compile(
            "[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?"
                + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?"
                + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
                + "|[-+]?\\.(inf|Inf|INF)"
                + "|\\.(nan|NaN|NAN)");

    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
      super.addImplicitResolver(tag, tag.equals(Tag.FLOAT) ? FLOAT : regexp, first, limit);
    }
  }
}
