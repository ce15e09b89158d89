package org.sanwei.config.load;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Matcher;

/** Where in its files each rule and matcher of a policy stands. */
public final class Sources {
  private final Map<String, Fields> rules = new HashMap<>();

  /** By identity: two matchers may say the same in two places. */
  private final Map<Matcher, Fields> matchers = new IdentityHashMap<>();

  Sources() {}

  void rule(String id, Fields fields) {
    rules.putIfAbsent(id, fields);
  }

  void matcher(Matcher matcher, Fields fields) {
    matchers.put(matcher, fields);
  }

  /** The id of a rule. */
  public SourcePos rule(String id) {
    return at(rules.get(id), "id");
  }

  /** The value of a matcher's key, or the matcher itself where the key is absent. */
  public SourcePos at(Matcher matcher, String key) {
    return at(matchers.get(matcher), key);
  }

  /** One word of a matcher's list, or the list when it does not stand there. */
  public SourcePos at(Matcher matcher, String key, String word) {
    Fields fields = matchers.get(matcher);
    return fields == null ? at(fields, key) : fields.atWord(key, word);
  }

  private static SourcePos at(@Nullable Fields fields, String key) {
    return fields == null ? new SourcePos("policy", 1, 1) : fields.at(key);
  }
}
