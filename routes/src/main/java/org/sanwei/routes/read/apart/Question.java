package org.sanwei.routes.read.apart;

import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadLimits;

/**
 * What a child is asked, without who asks or for whom: how the body is to be read, how long it is,
 * and how far to go. The body follows it on the pipe. {@code job} is a number that nobody can
 * guess; an answer must name it, so that nothing said earlier passes for one.
 */
record Question(
    int version, long job, String mediaType, int sizeBytes, Depth depth, ReadLimits limits) {
  static final int VERSION = 1;

  static Question of(long job, RawArrival arrival, Depth depth, ReadLimits limits) {
    return new Question(VERSION, job, arrival.mediaType(), arrival.body().length, depth, limits);
  }
}
