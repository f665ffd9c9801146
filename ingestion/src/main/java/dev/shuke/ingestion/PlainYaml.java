package dev.shuke.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML whose scalars are all texts, as they stand there: a column may be called {@code no}, and a
 * store {@code 007}.
 */
final class PlainYaml {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PlainYaml() {}

  /**
   * @throws org.yaml.snakeyaml.error.YAMLException when the text is no YAML or names a key twice
   */
  static JsonNode read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(unused),
            unused,
            options,
            new TextsOnly());
    Object root = yaml.load(text);
    return root == null ? MissingNode.getInstance() : JSON.valueToTree(root);
  }

  private static final class TextsOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }
}
