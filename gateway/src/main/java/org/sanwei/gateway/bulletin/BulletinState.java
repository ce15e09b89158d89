package org.sanwei.gateway.bulletin;

/** How far a bulletin is. Names are stored. */
public enum BulletinState {
  DRAFT,
  IN_REVIEW,
  REVIEWED,
  SIGNED
}
