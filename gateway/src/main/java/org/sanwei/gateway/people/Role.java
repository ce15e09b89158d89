package org.sanwei.gateway.people;

/**
 * The posts of a duty office (DOMAIN: who works here). A person holds exactly one, so the three
 * officers (三员) are three people. Names are stable: they are stored and stand in the ledger.
 */
public enum Role {
  DUTY_OFFICER("值班员"),
  DUTY_LEADER("带班领导"),
  INFORMATION_EDITOR("信息员"),
  SYSTEM_ADMINISTRATOR("系统管理员"),
  SECURITY_ADMINISTRATOR("安全保密管理员"),
  SECURITY_AUDITOR("安全审计员"),
  /** An account that may do nothing: kept so that what its owner once did still has a name. */
  NONE("无岗位");

  private final String chinese;

  Role(String chinese) {
    this.chinese = chinese;
  }

  /** The word on duty screens. */
  public String chinese() {
    return chinese;
  }
}
