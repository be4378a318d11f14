package org.camelometer.http;

/** A file of {@link TlsFiles} can't be used; the message says why, without naming an option. */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final TlsFiles.Part part;

  TlsFileException(TlsFiles.Part part, String fault, Exception cause) {
    super(fault, cause);
    this.part = part;
  }

  /** Which file. */
  public TlsFiles.Part part() {
    return part;
  }
}
