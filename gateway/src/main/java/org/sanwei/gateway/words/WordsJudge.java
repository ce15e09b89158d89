package org.sanwei.gateway.words;

import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Verdict;

/**
 * Judges words that somebody typed, before any of them is stored, under the policy in force; {@code
 * config.judge.Judge::judge} fits. Whatever keeps what people type asks it first (promise 2).
 */
@FunctionalInterface
public interface WordsJudge {
  Verdict judge(Content content, Arrival arrival);
}
