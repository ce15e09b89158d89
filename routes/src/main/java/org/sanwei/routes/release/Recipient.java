package org.sanwei.routes.release;

/**
 * One named person as an outlet reaches them. {@code id} is the entry's id in the recipient book;
 * {@code address} is a telephone number or a WeCom userid, as the outlet wants it. Name and address
 * are personal data and never printed.
 */
public record Recipient(String id, String name, String address) {
  public Recipient {
    if (id.isBlank() || name.isBlank() || address.isBlank()) {
      throw new IllegalArgumentException("a recipient needs an id, a name and an address");
    }
  }

  @Override
  public String toString() {
    return "Recipient[" + id + "]";
  }
}
