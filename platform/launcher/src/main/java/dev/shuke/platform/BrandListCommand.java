package dev.shuke.platform;

import dev.shuke.platform.brand.BrandList;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "List the brands: their names, where they come from, and what each holds.")
final class BrandListCommand implements Runnable {

  @Override
  public void run() {
    System.out.println(
        new BrandList(Home.ofThisProcess(), new Progress(System.out)).table().text());
  }
}
