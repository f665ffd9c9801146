package dev.shuke.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Infers the tastes of a dish from its name and ingredients. A rule of thumb over the words of the
 * recipes, good enough to simulate with; nobody tasted anything.
 */
final class Tastes {

  static final String SPICY = "spicy";
  static final String MILD = "mild";

  /** Words that hold the sign of a taste and don't have it. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "不吃辣|不辣|怕辣|[黑白]?胡椒[粉粒碎]*|黑椒|椒盐粉?|甜椒粉?|彩椒|菜椒|圆椒|灯笼椒|柿子椒|青椒|花椒|藤椒|麻椒|红椒粉|糖色|糖醋|"
              + "白砂糖|白糖|砂糖|绵白糖|糖尿");

  private static final Pattern HOT = Pattern.compile("辣|椒|豆瓣|麻婆|老干妈|火锅底料|水煮[牛肉鱼]|剁椒|泡椒");
  private static final Map<String, Pattern> OTHERS = others();

  private Tastes() {}

  private static Map<String, Pattern> others() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    patterns.put("numbing", Pattern.compile("花椒|藤椒|麻椒|麻辣|麻婆"));
    patterns.put("sweet", Pattern.compile("蜂蜜|可乐|冰糖|红糖|炼乳|巧克力|糖醋|拔丝|果酱|红枣|奶油|糖浆|雪碧|蜜|甜"));
    patterns.put("sour", Pattern.compile("酸|醋|柠檬|番茄|西红柿|话梅|山楂|乌梅"));
    patterns.put("savoury", Pattern.compile("菇|菌|蒸鱼豉油|高汤|昆布|鲣鱼|海鲜|紫菜|虾皮"));
    patterns.put("salty", Pattern.compile("咸|腊|榨菜|梅菜|豆豉|腐乳|火腿|培根|酱[牛排]"));
    return patterns;
  }

  /**
   * @return at least one, in a fixed order
   */
  static List<String> of(String category, String name, String ingredients) {
    String words = name + "|" + ingredients;
    List<String> tastes = new ArrayList<>();
    if (HOT.matcher(HARMLESS.matcher(words).replaceAll("")).find()) {
      tastes.add(SPICY);
    }
    OTHERS.forEach(
        (taste, pattern) -> {
          if (pattern.matcher(words).find()) {
            tastes.add(taste);
          }
        });
    if (category.equals("dessert") && !tastes.contains("sweet")) {
      tastes.add("sweet");
    }
    return tastes.isEmpty() ? List.of(MILD) : List.copyOf(tastes);
  }
}
