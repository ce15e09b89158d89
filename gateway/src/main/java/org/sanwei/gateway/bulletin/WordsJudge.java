package org.sanwei.gateway.bulletin;

import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Verdict;

/** Judges typed words under the policy in force; {@code config.judge.Judge::judge} fits. */
@FunctionalInterface
public interface WordsJudge {
  Verdict judge(Content content, Arrival arrival);
}
