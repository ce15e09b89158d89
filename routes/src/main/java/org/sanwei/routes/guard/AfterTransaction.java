package org.sanwei.routes.guard;

import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;

/**
 * Runs something once a transaction of the broker's has ended, whichever way. Exactly one of its
 * two methods is called by the broker, also when the client vanishes.
 */
public final class AfterTransaction extends TransactionOperationAbstract {
  private final Runnable after;

  public AfterTransaction(Runnable after) {
    this.after = after;
  }

  @Override
  public void afterCommit(Transaction tx) {
    after.run();
  }

  @Override
  public void afterRollback(Transaction tx) {
    after.run();
  }
}
