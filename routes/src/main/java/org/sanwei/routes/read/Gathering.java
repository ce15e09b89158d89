package org.sanwei.routes.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.MailNature;
import org.sanwei.routes.message.PagePicture;

/**
 * What has been read of one message so far, within the limits. One thread adds; another may close
 * it at any time, after which additions are dropped.
 */
final class Gathering {
  /** The position of the message as a whole. */
  static final String WHOLE = "0";

  private static final char NO_BREAK_SPACE = '\u00A0';
  private static final int MAX_NAME = 200;

  /**
   * A mail in a mail, and a file in that, each stand among the attachments: so often may a message
   * stand there. Deeper ones would be as many copies of it, in memory all at once.
   */
  private static final int TIMES_ATTACHED = 3;

  private static final int LEAST_ATTACHED_BYTES = 4 * 1024 * 1024;

  /** Of the pictures of pages that the desk shows beside the text. */
  private static final long MOST_PICTURE_BYTES = 12L * 1024 * 1024;

  /** A part gives its names, its readings and what it quotes. */
  private static final int TEXTS_A_PART = 8;

  private final ReadLimits limits;
  private final List<Part> parts = new ArrayList<>();
  private final Set<Unread> unread = new LinkedHashSet<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int textLeft;
  private long attachedLeft;
  private int leaves;
  private int pages;
  private String subject = "";
  private String sender = "";
  private @Nullable CaseFacts caseFacts;
  private @Nullable MailNature nature;
  private final Set<String> sealed = new LinkedHashSet<>();
  private final Map<String, Integer> confidence = new LinkedHashMap<>();
  private final List<PagePicture> pictures = new ArrayList<>();
  private long pictureBytes;
  private final FaxPages faxPages = new FaxPages();
  private boolean waiting;
  private boolean closed;

  /**
   * @param sizeBytes of the message
   */
  Gathering(ReadLimits limits, int sizeBytes) {
    this.limits = limits;
    this.textLeft = limits.maxTextCharacters();
    this.attachedLeft = Math.max(LEAST_ATTACHED_BYTES, (long) TIMES_ATTACHED * sizeBytes);
  }

  /** Called often by long work: throws {@link Stopped} when nobody waits for it. */
  void checkpoint() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Stopped();
    }
  }

  int mostParts() {
    return limits.maxParts();
  }

  /** Counts a leaf; false when there have been too many, which is then on record. */
  synchronized boolean admit() {
    leaves++;
    if (leaves > limits.maxParts()) {
      unread(WHOLE, UnreadReason.TOO_LARGE);
      return false;
    }
    return true;
  }

  /** Adds a text unless it is blank. The name is made unique; the position is for what is lost. */
  synchronized void text(String position, String name, Place place, String text) {
    String unused = named(position, name, place, text);
  }

  /** Likewise, and says under which name it stands; the wanted one where it is not kept. */
  synchronized String named(String position, String name, Place place, String text) {
    if (closed || text.isBlank()) {
      return name;
    }
    if (parts.size() >= limits.maxParts() * TEXTS_A_PART) {
      unread(WHOLE, UnreadReason.TOO_LARGE);
      return name;
    }
    String kept = text;
    if (kept.length() > textLeft) {
      unread(position, UnreadReason.CUT_SHORT);
      kept = kept.substring(0, textLeft);
    }
    if (Letters.damaged(kept)) {
      unread(position, UnreadReason.BROKEN);
      kept = Letters.mended(kept);
    }
    textLeft -= kept.length();
    if (kept.isEmpty()) {
      return name;
    }
    Part part = new Part(unique(name), place, kept);
    parts.add(part);
    return part.name();
  }

  synchronized void unread(String position, UnreadReason why) {
    if (!closed && unread.size() < limits.maxParts() * TEXTS_A_PART) {
      unread.add(new Unread(position, why));
    }
  }

  /** What is too much is not kept, and the message is held for it. */
  synchronized void attach(String name, String mediaType, byte[] bytes) {
    if (closed) {
      return;
    }
    attachedLeft -= bytes.length;
    if (attachedLeft < 0) {
      unread(WHOLE, UnreadReason.TOO_LARGE);
      return;
    }
    attachments.add(new Attachment(Letters.mended(name), mediaType, bytes));
  }

  /** A file out of one that stands there itself: kept while there is room for it. */
  synchronized void attachCopy(String name, String mediaType, byte[] bytes) {
    if (!closed && bytes.length <= attachedLeft) {
      attach(name, mediaType, bytes);
    }
  }

  synchronized void subject(String value) {
    subject = subject.isEmpty() ? Letters.mended(value) : subject;
  }

  synchronized void sender(String value) {
    sender = sender.isEmpty() ? Letters.mended(value) : sender;
  }

  synchronized void caseFacts(CaseFacts facts) {
    caseFacts = facts;
  }

  synchronized void nature(MailNature found) {
    nature = found == MailNature.ORDINARY ? null : found;
  }

  /** True when there is no text but headers, no file, and nothing that was not read. */
  synchronized boolean saysNothing() {
    return unread.isEmpty()
        && attachments.isEmpty()
        && parts.stream()
            .allMatch(
                part ->
                    part.place() == Place.SUBJECT
                        || part.place() == Place.SENDER
                        || part.text().replace(NO_BREAK_SPACE, ' ').isBlank());
  }

  synchronized void addPages(int count) {
    pages = (int) Math.min(Integer.MAX_VALUE, (long) pages + count);
  }

  /** A paper at this position says that it bears an official seal. */
  synchronized void seal(String position) {
    sealed.add(position);
  }

  /** A page at this position was recognised; the worst one counts. */
  synchronized void recognised(
      String position, @Nullable Integer sure, PartFacts.@Nullable Seal seal) {
    if (sure != null) {
      confidence.merge(position, sure, Math::min);
    }
    if (seal == PartFacts.Seal.PRESENT) {
      sealed.add(position);
    }
  }

  /** For the desk to show; where there are too many, the file among the attachments has to do. */
  synchronized void picture(PagePicture picture) {
    pictureBytes += picture.png().length;
    if (!closed && pictureBytes <= MOST_PICTURE_BYTES && pictures.size() < limits.maxPages()) {
      pictures.add(picture);
    }
  }

  /** A page that a fax machine may have numbered; 0 where it says nothing. */
  synchronized void faxPage(int page, int pages) {
    faxPages.add(page, pages);
  }

  /** A picture was left for later. */
  synchronized void pictureWaits() {
    waiting = !closed || waiting;
  }

  /** What the sender says, believed only where nothing could be counted. */
  synchronized void claimedPages(int count) {
    pages = pages == 0 ? count : pages;
  }

  /** The result; nothing is added afterwards. */
  synchronized ReadResult close() {
    List<Defect> missing = faxPages.defects();
    if (faxPages.firstMissing()) {
      unread(WHOLE, UnreadReason.CUT_SHORT);
    }
    if (!missing.isEmpty()) {
      String words = missing.stream().map(Defect::words).collect(Collectors.joining("；"));
      text(WHOLE, "fax-pages", Place.SENDER, "传真" + words);
    }
    closed = true;
    return new ReadResult(
        new Content(parts, List.copyOf(unread), facts()),
        subject,
        sender,
        attachments,
        pages,
        caseFacts,
        nature,
        pictures,
        missing,
        waiting);
  }

  private List<PartFacts> facts() {
    List<PartFacts> facts = new ArrayList<>();
    if (pages > 0) {
      facts.add(new PartFacts(WHOLE, null, pages, null));
    }
    Set<String> positions = new LinkedHashSet<>(confidence.keySet());
    positions.addAll(sealed);
    for (String at : positions) {
      PartFacts.Seal seal = sealed.contains(at) ? PartFacts.Seal.PRESENT : null;
      facts.add(new PartFacts(at, confidence.get(at), null, seal));
    }
    return facts;
  }

  private String unique(String wanted) {
    String name = Letters.mended(wanted);
    name = name.length() > MAX_NAME ? Letters.mended(name.substring(0, MAX_NAME)) : name;
    String candidate = name;
    for (int n = 2; !names.add(candidate); n++) {
      candidate = name + "~" + n;
    }
    return candidate;
  }
}
