package org.sanwei.routes.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LeftAtSource;
import org.sanwei.routes.message.MailNature;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.SetAside;
import org.sanwei.routes.message.SlipBody;

/** The reading of one message, on one thread: picks the way to read it and is the last net. */
final class MessageReading {
  private final Gathering gathering;
  private final MailReading mail;
  private final PieceReading pieces;
  private final PostReading posts;
  private final FaxFileReading faxFiles;
  private final SmsReading texts;
  private final SlipReading slips;

  MessageReading(Gathering gathering, ReadLimits limits, Depth depth, @Nullable Eyes eyes) {
    this.gathering = gathering;
    this.mail = new MailReading(gathering, limits);
    this.pieces =
        new PieceReading(gathering, limits, mail, new PictureReading(gathering, depth, eyes));
    this.posts = new PostReading(gathering, pieces);
    this.faxFiles = new FaxFileReading(gathering, pieces);
    this.texts = new SmsReading(gathering);
    this.slips = new SlipReading(gathering);
  }

  /** Held in any case; its letters are judged, so that a mark in them is not missed. */
  private void setAside(byte[] body) {
    gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
    for (TextDecoding.Reading reading : TextDecoding.of(body, List.of()).readings()) {
      gathering.text(Gathering.WHOLE, "body" + reading.suffix(), Place.BODY, reading.text());
    }
  }

  /** Held: what it says is in a mailbox still. The note says where and how much. */
  private void leftAtSource(byte[] body) {
    LeftAtSource left = LeftAtSource.decode(body).orElse(null);
    if (left == null) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
      return;
    }
    boolean large = left.why().equals(LeftAtSource.TOO_LARGE);
    gathering.unread(Gathering.WHOLE, large ? UnreadReason.TOO_LARGE : UnreadReason.BROKEN);
    gathering.nature(MailNature.LEFT_AT_SOURCE);
    String arrived = left.arrived() == null ? "不详" : left.arrived();
    gathering.text(
        Gathering.WHOLE,
        "facts",
        Place.BODY,
        (large ? "邮件过大，没有收取，仍在邮箱。\n" : "邮件服务器多次没有完整给出此邮件，仍在邮箱。\n")
            + ("文件夹：" + left.folder() + "\n")
            + ("UIDVALIDITY " + left.uidValidity() + "，UID " + left.uid() + "\n")
            + ("大小：" + left.sizeBytes() + " 字节\n")
            + ("到达（UTC）：" + arrived));
  }

  /** Held: nobody here has seen it whole. What is known of it is judged, so that a mark decides. */
  private void large(byte[] body) {
    gathering.unread(Gathering.WHOLE, UnreadReason.TOO_LARGE);
    LargeBody large = LargeBody.in(LargeBody.MEDIA_TYPE, body).orElse(null);
    if (large == null) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
      return;
    }
    if (large.mediaType().equals("message/rfc822")) {
      mail.head(large.head());
    } else if (large.mediaType().equals(FaxFile.MEDIA_TYPE)) {
      faxFiles.head(large.head());
    }
    gathering.text(
        Gathering.WHOLE,
        "facts",
        Place.BODY,
        "此件过大，网关没有读取正文，已分段封存。\n大小：" + large.sizeBytes() + " 字节");
  }

  /** Returns normally whatever the bytes are; also when a parser's stack or memory gives out. */
  void read(RawArrival arrival) {
    try {
      HeaderValue type = HeaderValue.parse(arrival.mediaType());
      if (type.value().equals("message/rfc822")) {
        mail.read(arrival.body(), "", 1, pieces);
      } else if (PostReading.reads(type.value())) {
        posts.read(arrival.body());
      } else if (type.value().equals(FaxFile.MEDIA_TYPE)) {
        faxFiles.read(arrival.body());
      } else if (type.value().equals(SetAside.MEDIA_TYPE)) {
        setAside(arrival.body());
      } else if (type.value().equals(LargeBody.MEDIA_TYPE)) {
        large(arrival.body());
      } else if (type.value().equals(LeftAtSource.MEDIA_TYPE)) {
        leftAtSource(arrival.body());
      } else if (SmsReading.reads(type.value())) {
        texts.read(arrival.body());
      } else if (type.value().equals(SlipBody.MEDIA_TYPE)) {
        slips.read(arrival.body());
      } else {
        pieces.read(Piece.described("1", arrival.mediaType(), List.of(), 1, arrival.body()));
      }
    } catch (Stopped e) {
      gathering.unread(Gathering.WHOLE, UnreadReason.TOO_SLOW);
    } catch (RuntimeException | StackOverflowError e) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
    } catch (OutOfMemoryError e) {
      gathering.unread(Gathering.WHOLE, UnreadReason.TOO_LARGE);
    }
  }
}
