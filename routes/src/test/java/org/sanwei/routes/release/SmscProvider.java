package org.sanwei.routes.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** An SMSC: takes submit_sm, counts, joins parts, and brings receipts when told to. */
public final class SmscProvider implements Provider, ServerMessageReceiverListener {
  static final String ID = "msg-";

  /** One submit_sm that was taken. */
  record Taken(
      String id, String to, byte[] body, boolean udh, byte coding, byte registered, String from) {}

  public final int port;
  final List<Taken> taken = new CopyOnWriteArrayList<>();
  public final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();

  /** Connections that did not bind. */
  final AtomicInteger strangers = new AtomicInteger();

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger takeBeforeMood = new AtomicInteger();
  private volatile Mood mood = Mood.TAKES;
  private volatile boolean open = true;
  private final SMPPServerSessionListener listener;

  public SmscProvider() {
    this(freePort());
  }

  public SmscProvider(int port) {
    this.port = port;
    try {
      this.listener = new SMPPServerSessionListener(port);
      listener.setTimeout(500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listener.setMessageReceiverListener(this);
    Thread thread = new Thread(this::accept, "test-smsc");
    thread.setDaemon(true);
    thread.start();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (open) {
      boolean knocked = false;
      try {
        SMPPServerSession session = listener.accept();
        knocked = true;
        // The library's 2 s are too few on a starved machine.
        session.setTransactionTimer(30_000);
        session.waitForBind(2_000).accept("test");
        sessions.add(session);
      } catch (IOException | IllegalStateException | TimeoutException | PDUStringException e) {
        strangers.addAndGet(knocked ? 1 : 0);
      }
    }
  }

  @Override
  public void mood(Mood next) {
    mood(0, next, 0);
  }

  /**
   * Takes {@code taking} requests, then is in this mood; a refusal for now passes after so many.
   */
  void mood(int taking, Mood next, int refusalsBeforeTaking) {
    takeBeforeMood.set(taking);
    refusals.set(refusalsBeforeTaking);
    mood = next;
  }

  @Override
  public int requests() {
    return requests.get();
  }

  @Override
  public List<String> phone(String address) {
    List<String> shown = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    for (Taken part : taken) {
      if (!part.to().equals(address)) {
        continue;
      }
      int skip = part.udh() ? 6 : 0;
      joined.append(
          new String(part.body(), skip, part.body().length - skip, StandardCharsets.UTF_16BE));
      if (!part.udh() || part.body()[4] == part.body()[5]) {
        shown.add(joined.toString());
        joined.setLength(0);
      }
    }
    return shown;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
      throws ProcessRequestException {
    requests.incrementAndGet();
    if (takeBeforeMood.getAndDecrement() > 0 || mood == Mood.TAKES) {
      return take(submit);
    }
    if (mood == Mood.REFUSES_FOR_NOW && refusals.get() > 0 && refusals.decrementAndGet() == 0) {
      mood = Mood.TAKES;
    }
    if (mood == Mood.TAKES_AND_HANGS_UP) {
      take(submit);
      session.close();
    }
    throw new ProcessRequestException(
        "refused",
        mood == Mood.REFUSES_FOR_GOOD
            ? SMPPConstant.STAT_ESME_RINVDSTADR
            : SMPPConstant.STAT_ESME_RTHROTTLED);
  }

  private SubmitSmResult take(SubmitSm submit) throws ProcessRequestException {
    String id = ID + (taken.size() + 1);
    taken.add(
        new Taken(
            id,
            submit.getDestAddress(),
            submit.getShortMessage(),
            submit.isUdhi(),
            submit.getDataCoding(),
            submit.getRegisteredDelivery(),
            submit.getSourceAddr()));
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new ProcessRequestException("id", SMPPConstant.STAT_ESME_RSYSERR);
    }
  }

  /** Brings a receipt over the newest session; throws what the other side answers. */
  void bringReceipt(String id, String stat) throws Exception {
    bring(
        "id:"
            + id
            + " sub:001 dlvrd:001 submit date:2611220310 done date:2611220311 stat:"
            + stat
            + " err:000 text:",
        (byte) 0x04);
  }

  void bringText(String text) throws Exception {
    bring(text, (byte) 0);
  }

  private void bring(String text, byte esm) throws Exception {
    deliver(sessions.size() - 1, "13800138000", esm, 0, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Brings one deliver_sm over the n-th session that was bound; throws what the other answers. */
  public void deliver(
      int session, String from, int esm, int coding, byte[] body, OptionalParameter... parameters)
      throws Exception {
    sessions
        .get(session)
        .deliverShortMessage(
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.ISDN,
            from,
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.ISDN,
            "10690000",
            new ESMClass(esm),
            (byte) 0,
            (byte) 0,
            new RegisteredDelivery(0),
            new RawDataCoding((byte) coding),
            body,
            parameters);
  }

  @Override
  public void close() {
    open = false;
    sessions.forEach(SMPPServerSession::close);
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessRequestException notHere() {
    return new ProcessRequestException("not here", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti s, SMPPServerSession session)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm q, SMPPServerSession session)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm r, SMPPServerSession session)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptCancelSm(CancelSm c, SMPPServerSession session)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm b, SMPPServerSession session)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm c, SMPPServerSession session)
      throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm q, SMPPServerSession session) throws ProcessRequestException {
    throw notHere();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm d, Session source) throws ProcessRequestException {
    throw notHere();
  }
}
