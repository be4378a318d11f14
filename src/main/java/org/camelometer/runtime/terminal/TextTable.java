package org.camelometer.runtime.terminal;

import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as their widest cell, numbers to the right. */
public final class TextTable {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these column heads and no rows yet. */
  public TextTable(List<String> head) {
    this.head = List.copyOf(head);
  }

  /** Adds a row with as many cells as the head has. */
  public TextTable add(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, the head first, none of them ending in blanks. */
  public List<String> lines() {
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, head);
    int[] widths = new int[head.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      boolean number = row.get(i).matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
      line.append(number ? blanks + row.get(i) : row.get(i) + blanks).append("  ");
    }
    return line.toString().stripTrailing();
  }

  @Override
  public String toString() {
    return String.join("\n", lines()) + "\n";
  }
}
