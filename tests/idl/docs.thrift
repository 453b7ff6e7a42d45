// Doc comments that rustdoc would run as tests, or warn about.
/** Multi-line code: see `foo
 * bar` [x] and `y`. */
struct A { 
  /** # Usage
   *     foo bar $$ '
   */
  1: i32 a,
  /** Title
   * ~~~~~
   * let x = ;; ' $
   */
  2: i32 b,
  /** Two blanks and a tab:

     	foo ( ' $
  */
  3: i32 c,
  /** ```struct Foo``` and [more] of <it> */
  4: i32 d,
  /** - item
   *
   *       code ' $$ (
   * - ```
   *   let ' $
   *   ```
   */
  5: i32 e,
  /** > ```
   * > let ' $ (
   * > ```
   */
  6: i32 f,
  /** a table | b [x]
   * --|--
   * `a|b` | <c> [^1]: foo [ ] http://x.com/`a`
   * [a]: http://foo.bar "x"
   * <!-- x --> &lt; <http://foo.com> <a@b.c> www.foo.com HTTP://FOO.BAR/x https://foo
   */
  7: i32 g,
  /** text \ and \` [x]` `` [y] ` [z] */
  8: i32 h,
  /** ````
   * ``` 
   * x [y]
   * ````
   * [after]
   */
  9: i32 i,
  /** foo
   * ===
   *     code $ ' (
   * ***
   *     code $ ' (
   */
  10: i32 j,
  /** * list
   * no indent lazy
   *      over indented
   * 1) foo
   *     bar
   */
  11: i32 k,
  /** Foo::
   *
   *   three blanks
   *
   *   let ' $ (
   */
  12: i32 l,
  /**	tab	in [`Foo`] docs */
  13: i32 m,
  /** fn main() {} ```
   * ```
   * fn main() { ' }
   * ```java
   * [z]
   * ```
   * [w]
   */
  14: i32 n,
  /** ünï – „[x]“ <ß> ‘`’ */
  15: i32 o (deprecated = "use [p] and <b>"),
  /** @param foo the {@link Foo} \<b\> */
  16: i32 p,
  /** 1: foo
      2: bar
          baz $ ' (
  */
  17: i32 q,
  /** &nbsp; [foo](bar) ![img](x.png) [foo][bar] <div> <br/> </p> a<b>c Vec<T> */
  18: i32 r,
}
/** Three blanks:
 *
 *    let ' $ (
 */
const i32 X = 1
/** Three blanks:
 *
 *    let ' $ (
 */
const list<i32> Y = [1]
