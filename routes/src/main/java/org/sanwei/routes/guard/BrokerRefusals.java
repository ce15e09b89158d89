package org.sanwei.routes.guard;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.management.CoreNotificationType;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.NotificationType;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.management.Notification;
import org.apache.activemq.artemis.core.server.management.NotificationListener;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;

/**
 * Tells of what the broker's own security refuses: a log-in, a consumer, a browser, a management
 * call, the making of a queue. Of names that a client made up it tells only that they were made up.
 */
public final class BrokerRefusals implements NotificationListener {
  private final ActiveMQServer server;
  private final Set<String> accounts;
  private final RefusalListener refusals;

  private BrokerRefusals(ActiveMQServer server, Set<String> accounts, RefusalListener refusals) {
    this.server = server;
    this.accounts = Set.copyOf(accounts);
    this.refusals = refusals;
  }

  /** Listens on a started broker for as long as it runs. */
  public static void listen(ActiveMQServer server, Set<String> accounts, RefusalListener refusals) {
    server
        .getManagementService()
        .addNotificationListener(new BrokerRefusals(server, accounts, refusals));
  }

  @Override
  public void onNotification(Notification notification) {
    NotificationType type = notification.getType();
    if (type == CoreNotificationType.SECURITY_AUTHENTICATION_VIOLATION) {
      tell(notification, "login");
    } else if (type == CoreNotificationType.SECURITY_PERMISSION_VIOLATION) {
      String check = text(notification, ManagementHelper.HDR_CHECK_TYPE);
      tell(notification, "no-right-to-" + check.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  private void tell(Notification notification, String reason) {
    String account = text(notification, ManagementHelper.HDR_USER);
    String address = text(notification, ManagementHelper.HDR_ADDRESS);
    refusals.refused(
        Map.of(
            "address",
            KnownAddress.of(server, address),
            "reason",
            reason,
            "account",
            accounts.contains(account) ? account : ""));
  }

  private static String text(Notification notification, SimpleString header) {
    @Nullable SimpleString value = notification.getProperties().getSimpleStringProperty(header);
    return value == null ? "" : value.toString();
  }
}
