package org.camelometer.publish.gnocchi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;
import org.camelometer.publish.http.HttpTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code gnocchi://[user@]host[:8041][/path]?archive_policy=…&resources_definition_file=…}. Without
 * a host Ceilometer looks it up in Keystone's catalog; here it must be written.
 */
public final class GnocchiPublisherFactory implements PublisherFactory {
  private static final Logger LOG = LoggerFactory.getLogger(GnocchiPublisherFactory.class);
  private static final String FILE = "resources_definition_file";
  private static final String POLICY = "archive_policy";
  private static final String PROJECT = "filter_project";
  private static final String FILTER = "enable_filter_project";
  private static final String TOKEN = "auth_token";
  private static final String MODE = "auth_mode";
  private static final String TLS = "ssl";
  private static final String BATCH_SIZE = "batch_size";
  private static final String DEFAULT_FILE = "gnocchi_resources.yaml";
  private static final String PORT = ":8041";

  /** What a polling batch has. */
  private static final int BATCH_OF = 500;

  private static final int MOST = 10_000;

  /** The answer to measures of a batch of unknown resources names each of them. */
  private static final int ANSWER = 4_000_000;

  private static final KnownOptions OPTIONS =
      new KnownOptions(FILE, POLICY, PROJECT, FILTER, TOKEN, MODE, TLS, BATCH_SIZE)
          .and(HttpTarget.OPTIONS)
          .idle("filter_domain", "no project is looked up by its name; filter_project takes an id");

  @Override
  public String scheme() {
    return "gnocchi";
  }

  @Override
  public boolean isSpooled() {
    return true;
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    return new UrlOptions(url).integer(BATCH_SIZE, BATCH_OF, 1, MOST);
  }

  @Override
  public GnocchiPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    batchSize(url, context);
    if (url.authority().isEmpty()) {
      throw new DefinitionException(
          url.position(),
          "%s names no host, and Gnocchi isn't looked up in Keystone's catalog yet; write gnocchi://host:8041, with a user where Gnocchi has auth_mode basic"
              .formatted(url.display()));
    }
    HttpTarget target =
        HttpTarget.of(completed(url), isTls(url) ? "https" : "http", OPTIONS, ANSWER);
    return new GnocchiPublisher(
        target, identity(url), definitions(url, context), filter(url), context.clock());
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    List<Problem> warnings = new ArrayList<>(OPTIONS.warnings(url));
    warnings.addAll(HttpTarget.warnings(url, isTls(url) ? "https" : "http"));
    url.option(PROJECT)
        .filter(project -> !project.matches("[0-9a-fA-F]{32}|[0-9a-fA-F-]{36}"))
        .ifPresent(
            project ->
                warnings.add(
                    Problem.warning(
                        url.position(),
                        "%s '%s' of %s doesn't look like a project's id, and no project is looked up by its name"
                            .formatted(PROJECT, project, url.display()))));
    return warnings;
  }

  /** With the port of Gnocchi and the time limits of Ceilometer where the URL has none. */
  private static PublisherUrl completed(PublisherUrl url) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("timeout", List.of("6.05"));
    options.put("max_retries", List.of("3"));
    options.putAll(url.options());
    String authority = url.authority();
    boolean hasPort = authority.substring(authority.lastIndexOf('@') + 1).matches(".*:\\d+");
    return new PublisherUrl(
        url.text(),
        url.scheme(),
        hasPort ? authority : authority.replaceFirst(":$", "") + PORT,
        url.path().replaceFirst("/+$", ""),
        options,
        url.position());
  }

  private static boolean isTls(PublisherUrl url) {
    return new UrlOptions(url).flag(TLS, false);
  }

  /** The headers that tell Gnocchi who we are; a user in the URL is the HTTP client's to tell. */
  private static Map<String, String> identity(PublisherUrl url) {
    boolean hasUser = url.authority().contains("@");
    String otherwise = url.option(TOKEN).isPresent() ? "token" : hasUser ? "basic" : "noauth";
    String mode = url.option(MODE).orElse(otherwise);
    return switch (mode) {
      case "basic" -> {
        if (!hasUser) {
          throw wrong(url, mode, "needs a user: gnocchi://user@host:8041");
        }
        yield Map.of();
      }
      case "token" -> {
        String token = url.option(TOKEN).filter(text -> !text.isBlank()).orElse("");
        if (token.isEmpty()) {
          throw wrong(url, mode, "needs the token: auth_token={{file:/path/to/it}}");
        }
        yield Map.of("X-Auth-Token", token);
      }
      case "noauth" -> Map.of("X-User-Id", "camelometer", "X-Project-Id", "", "X-Roles", "admin");
      default -> throw wrong(url, mode, "is none of basic, token, noauth");
    };
  }

  private static DefinitionException wrong(PublisherUrl url, String mode, String fault) {
    return new DefinitionException(
        url.position(), "%s '%s' of %s %s".formatted(MODE, mode, url.display(), fault));
  }

  private static Definitions definitions(PublisherUrl url, PublisherContext context) {
    Optional<String> named = url.option(FILE).filter(text -> !text.isBlank());
    Path file = context.directory().resolve(named.orElse(DEFAULT_FILE));
    Problems problems = new Problems();
    DefinitionsLoader loader =
        new DefinitionsLoader(
            context.settings().flag("camelometer.lenient", false),
            url.option(POLICY).filter(text -> !text.isBlank()),
            problems);
    boolean shipped = named.isEmpty() && !Files.exists(file);
    Definitions definitions = shipped ? loader.loadShipped() : loader.load(file);
    problems.throwIfErrors();
    problems.list().forEach(problem -> LOG.warn("{}", problem));
    return definitions;
  }

  private static ProjectFilter filter(PublisherUrl url) {
    boolean enabled = new UrlOptions(url).flag(FILTER, true);
    return new ProjectFilter(enabled ? url.option(PROJECT).orElse("") : "");
  }
}
