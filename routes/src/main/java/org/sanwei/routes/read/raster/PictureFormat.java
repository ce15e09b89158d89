package org.sanwei.routes.read.raster;

/** The formats that are read. */
public enum PictureFormat {
  TIFF("tiff"),
  PNG("png"),
  JPEG("jpeg"),
  GIF("gif"),
  BMP("bmp");

  private final String reader;

  PictureFormat(String reader) {
    this.reader = reader;
  }

  String readerName() {
    return reader;
  }
}
