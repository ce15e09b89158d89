package org.sanwei.gateway.database;

/** What a start of the database is busy with; told to the caller for its progress line. */
public enum Stage {
  UNPACKING("正在解压数据库程序（仅首次）", "unpacking the database programs (first start only)"),
  INITIALISING("正在建立数据库（仅首次）", "creating the database (first start only)"),
  STOPPING_ORPHAN("正在停止上次遗留的数据库进程", "stopping a database process left by an earlier run"),
  STARTING("正在启动数据库", "starting the database"),
  READY("数据库已就绪", "the database is ready");

  private final String chinese;
  private final String english;

  Stage(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  public String chinese() {
    return chinese;
  }

  public String english() {
    return english;
  }
}
