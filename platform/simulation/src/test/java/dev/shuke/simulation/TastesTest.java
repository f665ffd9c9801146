package dev.shuke.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TastesTest {

  @Test
  void findsChilliesInNameAndIngredients() {
    assertThat(Tastes.of("meat_dish", "宫保鸡丁", "鸡胸|干辣椒|花生")).contains("spicy");
    assertThat(Tastes.of("aquatic", "小龙虾", "小龙虾|郫县豆瓣|盐")).contains("spicy");
    assertThat(Tastes.of("meat_dish", "麻婆豆腐", "豆腐|花椒")).containsExactly("spicy", "numbing");
  }

  @Test
  void doesNotTakePepperForChilli() {
    assertThat(Tastes.of("soup", "羊肉汤", "羊肉|白胡椒粉|盐")).containsExactly("mild");
    assertThat(Tastes.of("meat_dish", "黑椒牛柳", "牛肉|黑椒|菜椒|彩椒")).containsExactly("mild");
    assertThat(Tastes.of("meat_dish", "酱牛肉", "牛腱子|花椒")).containsExactly("numbing", "salty");
  }

  @Test
  void doesNotTakeAPinchOfSugarForSweet() {
    assertThat(Tastes.of("vegetable_dish", "蚝油生菜", "生菜|白糖")).containsExactly("mild");
    assertThat(Tastes.of("meat_dish", "可乐鸡翅", "鸡翅|可乐")).containsExactly("sweet");
    assertThat(Tastes.of("dessert", "烤蛋挞", "蛋挞皮|鸡蛋")).containsExactly("sweet");
  }

  @Test
  void findsSweetAndSourTogether() {
    assertThat(Tastes.of("meat_dish", "糖醋里脊", "里脊肉|醋")).isEqualTo(List.of("sweet", "sour"));
  }

  @Test
  void givesEveryDishOfTheMenuATasteAndAnId() {
    List<Dish> dishes = Menu.read(1).dishes();
    assertThat(dishes).hasSizeGreaterThan(300);
    assertThat(dishes).extracting(Dish::sku).doesNotHaveDuplicates();
    assertThat(dishes).extracting(Dish::name).doesNotHaveDuplicates();
    assertThat(dishes).allSatisfy(dish -> assertThat(dish.tastes()).isNotEmpty());
    assertThat(dishes).filteredOn(Dish::isSpicy).hasSizeBetween(80, 180);
  }
}
