package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sanwei.config.label.Sensitivity;

/**
 * One running office for several classes of tests, which take it as their constructor's argument:
 * started by the first of them and stopped after the last. Whoever kills it or counts all that it
 * has needs an office of its own.
 */
record SharedOffice(Counterparties others, Office office, GatewayProcess gateway)
    implements ExtensionContext.Store.CloseableResource {

  private static SharedOffice start() {
    try {
      Counterparties others = Counterparties.start();
      Office office = Office.make("spine", Sensitivity.TOP_SECRET, others);
      GatewayProcess gateway = new GatewayProcess(office);
      gateway.start();
      office.equipOfficers();
      return new SharedOffice(others, office, gateway);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
    others.close();
  }

  /** Hands it to constructors. */
  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SharedOffice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(SharedOffice.class))
          .getOrComputeIfAbsent(SharedOffice.class, unused -> start(), SharedOffice.class);
    }
  }
}
