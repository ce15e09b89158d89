package org.sanwei.gateway.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.StatementVerifier;
import org.sanwei.gateway.bulletin.BulletinEvents;
import org.sanwei.gateway.bulletin.BulletinInterface;
import org.sanwei.gateway.bulletin.BulletinPages;
import org.sanwei.gateway.bulletin.BulletinRules;
import org.sanwei.gateway.bulletin.Bulletins;
import org.sanwei.gateway.bulletin.JdbcDeliveryBook;
import org.sanwei.gateway.bulletin.JdbcReceipts;
import org.sanwei.gateway.bulletin.Outbox;
import org.sanwei.gateway.bulletin.RecipientBook;
import org.sanwei.gateway.bulletin.ReleasePages;
import org.sanwei.gateway.bulletin.Releases;
import org.sanwei.gateway.bulletin.Signing;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.web.Stream;
import org.sanwei.gateway.words.WordsJudge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 信息直呈, whatever its outlets: drafting, review, signature, the outbox and the book of deliveries,
 * with their pages.
 */
@Configuration(proxyBeanMethods = false)
public class BulletinDesk {
  @Bean
  Signer releaseSigner(PersonalKey signing, Clock clock, SecureRandom random) {
    return signing.signer(clock, random);
  }

  @Bean
  Verifier releaseVerifier(PersonalKey signing) {
    return new StatementVerifier(List.of(signing.certificate()));
  }

  @Bean
  BulletinEvents bulletinEvents(Stream stream) {
    return id -> stream.changed(id.toString().replace("-", ""));
  }

  @Bean
  Outbox outbox(JdbcClient jdbc, EpochKeys epochs, Clock clock) {
    return new Outbox(jdbc, epochs, clock);
  }

  @Bean
  Signing bulletinSigning(
      JdbcClient jdbc,
      Signer signer,
      Outbox outbox,
      RecipientBook book,
      BulletinRules rules,
      DeskSettings desk) {
    return new Signing(jdbc, signer, outbox, book, rules, desk);
  }

  @Bean
  Bulletins bulletins(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      WordsJudge judge,
      Signing signing,
      RecipientBook book,
      Ledger ledger,
      BulletinEvents events,
      BulletinRules rules,
      DeskSettings desk,
      Clock clock,
      SecureRandom random) {
    return new Bulletins(
        jdbc, transaction, judge, signing, book, ledger, events, rules, desk, clock, random);
  }

  @Bean
  Releases releases(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      WordsJudge judge,
      Signing signing,
      Verifier verifier,
      Ledger ledger,
      BulletinEvents events,
      DeskSettings desk,
      Clock clock) {
    return new Releases(jdbc, transaction, judge, signing, verifier, ledger, events, desk, clock);
  }

  @Bean
  JdbcReceipts deliveryReceipts(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      BulletinEvents events,
      Clock clock) {
    return new JdbcReceipts(jdbc, transaction, ledger, events, clock);
  }

  @Bean
  JdbcDeliveryBook deliveryBook(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Outbox outbox,
      JdbcReceipts receipts,
      Ledger ledger,
      BulletinEvents events,
      Clock clock) {
    return new JdbcDeliveryBook(jdbc, transaction, outbox, receipts, ledger, events, clock);
  }

  @Bean
  BulletinPages bulletinPages(
      Bulletins bulletins,
      Releases releases,
      RecipientBook book,
      Inbox inbox,
      People people,
      BulletinRules rules) {
    return new BulletinPages(bulletins, releases, book, inbox, people, rules);
  }

  @Bean
  ReleasePages releasePages(Releases releases, Bulletins bulletins) {
    return new ReleasePages(releases, bulletins);
  }

  @Bean
  BulletinInterface bulletinInterface(Bulletins bulletins, Releases releases, RecipientBook book) {
    return new BulletinInterface(bulletins, releases, book);
  }
}
