package org.sanwei.gateway.channel;

import java.util.List;
import java.util.Optional;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 通道状态 as a page: how every channel is, and the buttons that try it. */
@Controller
public final class ChannelPages {
  private static final String BACK = "redirect:/channels";

  private final ChannelBoard board;
  private final ConnectionTests tests;
  private final Probes probes;
  private final WaysOut out;
  private final ReaderBoard readers;

  public ChannelPages(
      ChannelBoard board, ConnectionTests tests, Probes probes, WaysOut out, ReaderBoard readers) {
    this.readers = readers;
    this.out = out;
    this.board = board;
    this.tests = tests;
    this.probes = probes;
  }

  /** The page. */
  @GetMapping("/channels")
  public String page(SignedIn who, Model model) {
    channels(who, model);
    return "channels";
  }

  /** Its rows, for a page that keeps itself up to date. */
  @GetMapping("/channels/rows")
  public String rows(SignedIn who, Model model) {
    channels(who, model);
    return "channels :: rows";
  }

  /** The alarms that stand, for the frame of any page that stays open. */
  @GetMapping("/notices")
  public String notices() {
    return "frame :: notices";
  }

  /** 立即测试连接. Answers within five seconds. */
  @PostMapping("/channels/{name}/test")
  public String test(
      SignedIn who, @PathVariable("name") String name, RedirectAttributes attributes) {
    return tested(tests.test(who.person(), name), name, attributes);
  }

  /** The same for a way out; nobody is sent anything. */
  @PostMapping("/channels/outlets/{name}/test")
  public String testOutlet(
      SignedIn who, @PathVariable("name") String name, RedirectAttributes attributes) {
    return tested(out.tests().test(who.person(), name), name, attributes);
  }

  private static String tested(
      ConnectionTests.Answer answer, String name, RedirectAttributes attributes) {
    boolean running = answer instanceof ConnectionTests.Answer.Running;
    attributes.addFlashAttribute("told", running ? "channel.told.running" : "channel.told.tested");
    attributes.addFlashAttribute("about", name);
    return BACK;
  }

  /** 自检 through one channel. */
  @PostMapping("/channels/{name}/probe")
  public String probe(
      SignedIn who, @PathVariable("name") String name, RedirectAttributes attributes) {
    return begun(probes.begin(who.person(), Optional.of(name)), attributes);
  }

  /** 自检 through every channel. */
  @PostMapping("/channels/probe")
  public String probeAll(SignedIn who, RedirectAttributes attributes) {
    return begun(probes.begin(who.person(), Optional.empty()), attributes);
  }

  private static String begun(List<String> channels, RedirectAttributes attributes) {
    attributes.addFlashAttribute(
        "told", channels.isEmpty() ? "channel.told.underWay" : "channel.told.probing");
    attributes.addFlashAttribute("about", Integer.toString(channels.size()));
    return BACK;
  }

  private void channels(SignedIn who, Model model) {
    Permissions.require(who.person(), Act.READ_CHANNELS);
    model.addAttribute("channels", board.now());
    model.addAttribute("outlets", out.board().now());
    model.addAttribute("readers", readers.lately());
  }
}
