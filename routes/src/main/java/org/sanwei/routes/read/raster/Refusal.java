package org.sanwei.routes.read.raster;

/** Why a picture, or a page of one, is not decoded. */
public enum Refusal {
  /** None of the formats that are known here. */
  NOT_A_PICTURE,
  /** The file contradicts itself or ends too early. */
  BROKEN,
  /** More samples, bytes or pages than the limits allow. */
  TOO_LARGE,
  /** A form of a known format that is not read: a compression, an animation, a depth. */
  UNSUPPORTED
}
