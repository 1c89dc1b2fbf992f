package dev.melme.testkit;

import dev.melme.MelMe;
import dev.melme.api.Mailbox;
import dev.melme.api.Slug;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes what {@link WithMelMe} declares, once per test, and hands it to parameters. It keeps no
 * state of its own: everything is in the Jupiter store of the one test. Registered by {@link
 * WithMelMe}.
 */
public final class MelMeExtension implements BeforeEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(MelMeExtension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(
          MelMe.class,
          AliasRouter.class,
          MelMeAdmin.class,
          InMemoryStore.class,
          MutableClock.class,
          Mailbox.class,
          Workspace.class);

  /** For Jupiter, which makes it. */
  public MelMeExtension() {}

  /** Also a test without parameters fails for a wrong line. */
  @Override
  public void beforeEach(ExtensionContext context) {
    fixture(context);
  }

  /** Lets a constructor take what belongs to the test it is called for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "MelMe is made for each test. Take it in a test or in a @BeforeEach method, and not with"
              + " Lifecycle.PER_CLASS in a constructor");
    }
    MelMeFixture fixture = fixture(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == MelMe.class) {
      return fixture.melme;
    } else if (type == AliasRouter.class) {
      return fixture.melme.router();
    } else if (type == MelMeAdmin.class) {
      return fixture.melme.admin();
    } else if (type == InMemoryStore.class) {
      return fixture.store;
    } else if (type == MutableClock.class) {
      return fixture.clock;
    }
    Mailbox mailbox = mailbox(parameter, fixture.mailboxes());
    return type == Mailbox.class
        ? mailbox
        : fixture.melme.admin().workspace(mailbox.id(), "test of " + mailbox.slug());
  }

  private static Mailbox mailbox(ParameterContext parameter, Map<Slug, Mailbox> mailboxes) {
    String known =
        mailboxes.isEmpty()
            ? "none is declared"
            : mailboxes.keySet().stream().map(Slug::value).collect(Collectors.joining(", "));
    Optional<InMailbox> named = parameter.findAnnotation(InMailbox.class);
    if (named.isEmpty()) {
      if (mailboxes.size() != 1) {
        throw new ParameterResolutionException(
            "Which mailbox? Put @InMailbox(\"slug\") before the parameter. Mailboxes of"
                + " @WithMelMe: "
                + known);
      }
      return mailboxes.values().iterator().next();
    }
    return mailboxes.values().stream()
        .filter(mailbox -> mailbox.slug().value().equals(named.get().value()))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterResolutionException(
                    "@InMailbox(\""
                        + named.get().value()
                        + "\") names no mailbox of @WithMelMe: "
                        + known));
  }

  private static MelMeFixture fixture(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            MelMeFixture.class, key -> new MelMeFixture(declarations(context)), MelMeFixture.class);
  }

  private static List<Declaration> declarations(ExtensionContext context) {
    List<AnnotatedElement> elements = new ArrayList<>(context.getEnclosingTestClasses());
    context.getTestClass().ifPresent(elements::add);
    context.getTestMethod().ifPresent(elements::add);
    List<Declaration> declarations = new ArrayList<>();
    for (AnnotatedElement element : elements) {
      AnnotationSupport.findAnnotation(element, WithMelMe.class)
          .ifPresent(
              declared -> {
                for (String line : declared.value()) {
                  declarations.add(Declaration.parse(line));
                }
              });
    }
    return declarations;
  }
}
