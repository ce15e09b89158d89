package org.sanwei.gateway.officebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An office's book, in memory and nowhere else. */
record OfficeBook(List<BookEntry> entries) {
  private static final int HEADER_WITHIN = 10;
  private static final int MAGIC = 'P' | 'K' << 8;

  OfficeBook {
    entries = List.copyOf(entries);
  }

  private enum Column {
    TIME(List.of("收文时间", "来文时间", "收到时间", "接报时间", "登记时间", "收文日期", "时间", "日期", "TIME", "DATE")),
    SOURCE(List.of("来文单位", "发文单位", "来文机关", "来源", "单位", "SOURCE", "FROM")),
    TITLE(List.of("文件标题", "来文标题", "标题", "题目", "主题", "事由", "内容", "TITLE", "SUBJECT")),
    LEVEL(List.of("密级", "秘密等级", "LEVEL")),
    HANDLING(List.of("处理结果", "处理情况", "办理情况", "处理", "办理", "拟办", "HANDLING"));

    private final List<String> headers;

    Column(List<String> headers) {
      this.headers = headers;
    }
  }

  /** What came of reading one. */
  sealed interface Outcome {
    record Read(OfficeBook book) implements Outcome {}

    /** {@code code} is a stable word. */
    record Unreadable(String code) implements Outcome {}
  }

  /** CSV or XLSX, told apart by its first bytes; columns by their headers. */
  static Outcome read(byte[] file) {
    boolean zip = file.length > 1 && (file[0] | file[1] << 8) == MAGIC;
    BookRows rows = zip ? XlsxRows.read(file) : CsvRows.read(file);
    if (rows instanceof BookRows.Unreadable unreadable) {
      return new Outcome.Unreadable(unreadable.code());
    }
    List<List<String>> all = ((BookRows.Rows) rows).rows();
    for (int i = 0; i < Math.min(all.size(), HEADER_WITHIN); i++) {
      Map<Column, Integer> columns = columns(all.get(i));
      if (columns.containsKey(Column.TIME) && columns.containsKey(Column.TITLE)) {
        return new Outcome.Read(new OfficeBook(entries(all, i, columns)));
      }
    }
    return new Outcome.Unreadable("no-header");
  }

  private static Map<Column, Integer> columns(List<String> header) {
    Map<Column, Integer> columns = new HashMap<>();
    for (Column column : Column.values()) {
      for (String name : column.headers) {
        int at = header.stream().map(cell -> bare(cell)).toList().indexOf(name);
        if (at >= 0) {
          columns.putIfAbsent(column, at);
        }
      }
    }
    return columns;
  }

  private static String bare(String cell) {
    return cell.replace(" ", "").replace("　", "").toUpperCase(java.util.Locale.ROOT);
  }

  private static List<BookEntry> entries(
      List<List<String>> rows, int header, Map<Column, Integer> columns) {
    List<BookEntry> entries = new ArrayList<>();
    for (int i = header + 1; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      String title = cell(row, columns, Column.TITLE);
      if (title.isEmpty()) {
        continue;
      }
      Optional<BookTimes.Time> at = BookTimes.read(cell(row, columns, Column.TIME));
      entries.add(
          new BookEntry(
              i + 1,
              at.map(BookTimes.Time::at).orElse(null),
              at.map(BookTimes.Time::dayOnly).orElse(true),
              cell(row, columns, Column.SOURCE),
              title,
              cell(row, columns, Column.LEVEL),
              cell(row, columns, Column.HANDLING)));
    }
    return entries;
  }

  private static String cell(List<String> row, Map<Column, Integer> columns, Column column) {
    int at = columns.getOrDefault(column, -1);
    return at >= 0 && at < row.size() ? row.get(at) : "";
  }

  @Override
  public String toString() {
    return "OfficeBook[" + entries.size() + " entries]";
  }
}
