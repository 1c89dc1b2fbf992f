package dev.melme.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Makes the store before each test of the contract, hands it over and lets go of it afterwards.
 * Registered by {@link StoreContract}.
 */
public final class StoreLifecycle implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(StoreLifecycle.class);

  /** For Jupiter, which makes it. */
  public StoreLifecycle() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StoreUnderTest.class;
  }

  @Override
  public StoreUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Lease.class,
            key -> new Lease((StoreContract) context.getRequiredTestInstance()),
            Lease.class)
        .subject;
  }

  /** Jupiter closes it when the test is over. */
  private static final class Lease implements AutoCloseable {

    private final StoreContract contract;
    private final StoreUnderTest subject;

    Lease(StoreContract contract) {
      MutableClock clock = MutableClock.create();
      this.contract = contract;
      this.subject = new StoreUnderTest(contract.createStore(clock), clock);
      subject.store().initialise();
    }

    @Override
    public void close() {
      contract.releaseStore(subject.store());
    }
  }
}
