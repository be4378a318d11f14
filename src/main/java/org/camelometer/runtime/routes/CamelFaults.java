package org.camelometer.runtime.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.EndpointUriFactory;
import org.camelometer.definition.Nearest;
import org.jspecify.annotations.Nullable;

/** Turns what Camel throws when it makes routes into sentences, and tells what to look for. */
final class CamelFaults {
  private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
  private static final Pattern OPTION = Pattern.compile("(?:^|, )([^=,]+)=");
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate id detected: (\\S+)\\.");
  private static final Pattern REQUIRED =
      Pattern.compile("Option (\\S+) is required when creating endpoint uri with syntax (\\S+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("Property with key \\[([^\\]]+)]");

  private final @Nullable CamelContext context;

  /**
   * Prepares to explain.
   *
   * @param context where routes were made; without it, sentences have fewer hints
   */
  CamelFaults(@Nullable CamelContext context) {
    this.context = context;
  }

  /** What is wrong, as far as one exception tells; never empty. */
  List<RouteFault> of(Throwable thrown) {
    List<RouteFault> faults = List.of();
    Throwable innermost = thrown;
    for (Throwable cause : causes(thrown)) {
      List<RouteFault> known = known(cause);
      faults = known.isEmpty() ? faults : known;
      innermost = cause;
    }
    return faults.isEmpty()
        ? List.of(fault("this can't be used: " + firstLine(innermost)))
        : faults;
  }

  private List<RouteFault> known(Throwable cause) {
    List<RouteFault> named = lookedUp(cause);
    List<RouteFault> told = named.isEmpty() ? told(String.valueOf(cause.getMessage())) : named;
    return told.isEmpty() ? value(cause) : told;
  }

  /** What only the message tells. */
  private static List<RouteFault> told(String message) {
    Matcher placeholder = PLACEHOLDER.matcher(message);
    if (placeholder.find()) {
      String key = placeholder.group(1);
      return List.of(
          fault(
              "{{%s}} isn't set anywhere; set '%s' in application.properties".formatted(key, key),
              "{{" + key));
    }
    Matcher duplicate = DUPLICATE.matcher(message);
    if (duplicate.find()) {
      String id = duplicate.group(1);
      return List.of(fault("the id '%s' is taken; ids differ over all files".formatted(id), id));
    }
    Matcher required = REQUIRED.matcher(message);
    if (required.find()) {
      return List.of(
          fault(
              "the endpoint lacks '%s'; it is written %s"
                  .formatted(required.group(1), required.group(2)),
              "uri"));
    }
    return List.of();
  }

  /** Things that aren't there. */
  private List<RouteFault> lookedUp(Throwable cause) {
    if (cause instanceof ClassNotFoundException) {
      String name = String.valueOf(cause.getMessage());
      return List.of(fault("there is no class '%s'; put its jar into lib/".formatted(name), name));
    }
    if (cause instanceof NoSuchBeanException bean) {
      return List.of(noBean(bean.getName()));
    }
    if (cause instanceof NoSuchLanguageException language) {
      return List.of(noLanguage(language.getLanguage()));
    }
    if (cause instanceof NoSuchEndpointException endpoint) {
      return List.of(noComponent(endpoint.getUri()));
    }
    return List.of();
  }

  /** Values that are wrong. */
  private List<RouteFault> value(Throwable cause) {
    if (cause instanceof ResolveEndpointFailedException endpoint) {
      return endpoint(endpoint);
    }
    if (cause instanceof SimpleIllegalSyntaxException simple) {
      return List.of(expression(simple.getExpression(), simple.getShortMessage()));
    }
    if (cause instanceof ExpressionIllegalSyntaxException expression) {
      return List.of(expression(expression.getExpression(), firstLine(expression)));
    }
    if (cause instanceof NoTypeConversionAvailableException wrong) {
      String value = String.valueOf(wrong.getValue());
      return List.of(
          fault(
              "'%s' can't be read as %s".formatted(value, wrong.getToType().getSimpleName()),
              value));
    }
    if (cause instanceof PropertyBindingException binding && binding.getPropertyName() != null) {
      return List.of(
          fault(
              "%s = '%s' can't be used: %s"
                  .formatted(binding.getPropertyName(), binding.getValue(), reason(binding)),
              binding.getPropertyName()));
    }
    return List.of();
  }

  private List<RouteFault> endpoint(ResolveEndpointFailedException refused) {
    String message = String.valueOf(refused.getMessage());
    if (message.contains("No component found with scheme")) {
      return List.of(noComponent(refused.getUri()));
    }
    Matcher unknown = UNKNOWN_OPTIONS.matcher(message);
    String scheme = scheme(refused.getUri());
    if (unknown.find()) {
      List<RouteFault> faults = new ArrayList<>();
      Matcher option = OPTION.matcher(unknown.group(1));
      while (option.find()) {
        faults.add(unknownOption(option.group(1), scheme));
      }
      return faults;
    }
    return List.of(
        fault(
            "the endpoint '%s' can't be made: %s".formatted(refused.getUri(), reason(refused)),
            refused.getUri(),
            path(refused.getUri()),
            scheme + ":",
            "uri"));
  }

  private RouteFault unknownOption(String option, String scheme) {
    Set<String> known = new TreeSet<>();
    EndpointUriFactory factory =
        context == null ? null : context.getCamelContextExtension().getEndpointUriFactory(scheme);
    if (factory != null) {
      known.addAll(factory.propertyNames());
    }
    return fault(
        "unknown option '%s' of %s%s".formatted(option, scheme, RouteWords.hint(option, known)),
        option,
        option + "=");
  }

  private RouteFault noComponent(String uri) {
    String scheme = scheme(uri);
    Set<String> known = Components.names();
    String hint =
        Nearest.to(scheme, known)
            .filter(near -> near.charAt(0) == scheme.charAt(0))
            .map("did you mean '%s'?"::formatted)
            .orElse("put its jar into lib/, or write one of " + String.join(", ", known));
    return fault("there is no component '%s'; %s".formatted(scheme, hint), scheme + ":", scheme);
  }

  private RouteFault noBean(String name) {
    Set<String> known =
        context == null
            ? Set.of()
            : context.getRegistry().findByTypeWithName(Object.class).keySet();
    String hint = Nearest.to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
    return fault(
        "there is no bean '%s'; define it under '- beans:' in a file of routes/%s"
            .formatted(name, hint),
        name);
  }

  private static RouteFault noLanguage(String name) {
    return fault(
        "there is no language '%s'; put its jar (camel-%s) into lib/, or write simple"
            .formatted(name, name),
        name);
  }

  private static RouteFault expression(String expression, String reason) {
    return fault(
        "the expression '%s' is wrong: %s".formatted(expression, reason.strip()), expression);
  }

  private static RouteFault fault(String sentence, String... words) {
    return new RouteFault(sentence, List.of(words));
  }

  private static String scheme(String uri) {
    return uri.replaceFirst("[:?].*", "");
  }

  private static String path(String uri) {
    return uri.replaceFirst("\\?.*", "").replaceFirst("://", ":");
  }

  private static String reason(Throwable thrown) {
    List<Throwable> causes = causes(thrown);
    return firstLine(causes.get(causes.size() - 1)).replaceFirst(".*\\bdue to: ", "");
  }

  /** An exception and what it came from, outermost first. */
  static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = thrown; cause != null && causes.size() < 50; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** The first line of a message, or what is thrown if there is none. */
  static String firstLine(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .orElse(thrown.getClass().getSimpleName());
  }
}
