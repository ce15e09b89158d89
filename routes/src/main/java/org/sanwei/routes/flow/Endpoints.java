package org.sanwei.routes.flow;

/**
 * The Camel endpoints of the broker's addresses, in one place. The component {@code jms} is set up
 * by the wiring with local transactions, so that what a route consumes and what it sends is one
 * broker transaction; reply-to headers, which a client chooses, are never honoured.
 */
public final class Endpoints {
  private static final String OUT =
      "?disableReplyTo=true&exchangePattern=InOnly&jmsMessageType=Bytes&deliveryPersistent=true"
          + "&messageIdEnabled=false&headerFilterStrategy=#onlyOurs";

  private Endpoints() {}

  /** Consumes a queue; the message is acknowledged when everything the route sent is durable. */
  public static String from(String address, int consumers) {
    return fromAny(address) + consumers;
  }

  /** Whether {@code uri} consumes {@code address} as {@link #from} does. */
  public static boolean isFrom(String uri, String address) {
    String consumers = fromAny(address);
    return uri.startsWith(consumers)
        && uri.length() > consumers.length()
        && uri.substring(consumers.length()).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String fromAny(String address) {
    return "jms:queue:"
        + address
        + "?transacted=true&lazyCreateTransactionManager=false&cacheLevelName=CACHE_CONSUMER"
        + "&disableReplyTo=true&mapJmsMessage=true&headerFilterStrategy=#dropAllHeaders"
        + "&errorHandler=#contentlessErrors&errorHandlerLogStackTrace=false"
        + "&acceptMessagesWhileStopping=false&recoveryInterval=1000"
        + "&concurrentConsumers=";
  }

  /** Sends to a queue within the consumer's transaction. */
  public static String to(String address) {
    return "jms:queue:" + address + OUT;
  }

  /**
   * The same, to be delivered before what has a lower priority; 4 is the ordinary one, 9 the most.
   */
  public static String to(String address, int priority) {
    return to(address) + "&explicitQosEnabled=true&priority=" + priority;
  }
}
