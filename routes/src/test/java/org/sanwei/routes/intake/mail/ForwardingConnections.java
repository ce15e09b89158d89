package org.sanwei.routes.intake.mail;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

/** Another's connections, for whoever wants some of them to fail. */
class ForwardingConnections implements ConnectionFactory {
  private final ConnectionFactory real;

  ForwardingConnections(ConnectionFactory real) {
    this.real = real;
  }

  @Override
  public Connection createConnection() throws JMSException {
    return real.createConnection();
  }

  @Override
  public Connection createConnection(String user, String password) throws JMSException {
    return real.createConnection(user, password);
  }

  @Override
  public JMSContext createContext() {
    return real.createContext();
  }

  @Override
  public JMSContext createContext(String user, String password) {
    return real.createContext(user, password);
  }

  @Override
  public JMSContext createContext(String user, String password, int mode) {
    return real.createContext(user, password, mode);
  }

  @Override
  public JMSContext createContext(int mode) {
    return real.createContext(mode);
  }
}
