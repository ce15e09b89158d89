package org.sanwei.gateway.sandbox;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;

/** Takes submit_sm and refuses every other request as unknown, like many operators' centres. */
record SubmitOnly(Submission submission) implements ServerMessageReceiverListener {

  /** What happens on submit_sm. */
  interface Submission {
    SubmitSmResult accept(SubmitSm pdu, SMPPServerSession session) throws ProcessRequestException;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    return submission.accept(pdu, session);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw refused();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw refused();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw refused();
  }

  @Override
  public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw refused();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw refused();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession session)
      throws ProcessRequestException {
    throw refused();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm pdu, SMPPServerSession session) throws ProcessRequestException {
    throw refused();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session session) throws ProcessRequestException {
    throw refused();
  }

  private static ProcessRequestException refused() {
    return new ProcessRequestException(
        "the sandbox knows submit_sm only", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
