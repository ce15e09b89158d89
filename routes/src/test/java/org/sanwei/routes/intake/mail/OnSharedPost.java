package org.sanwei.routes.intake.mail;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox and a way in of each test's own, on servers that a class shares. */
abstract class OnSharedPost {
  private static Post.Shared shared;

  Post post;

  @BeforeAll
  static void startShared(@TempDir Path directory) throws Exception {
    shared = Post.Shared.start(directory);
  }

  @AfterAll
  static void stopShared() throws Exception {
    shared.close();
  }

  @BeforeEach
  void openPost(@TempDir Path directory) throws Exception {
    post = new Post(shared, directory);
  }

  @AfterEach
  void closePost() throws Exception {
    post.close();
  }
}
