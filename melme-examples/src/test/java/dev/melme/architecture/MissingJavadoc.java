package dev.melme.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTreeScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * What a caller can see and nothing explains.
 *
 * <p>Why not doclint's group "missing": that of JDK 17 wants a record's {@code @param} tags once
 * more on its compact constructor, and does not see that one is missing on the record. Here a
 * canonical constructor needs no comment, for it takes what the record describes, and neither does
 * a method with {@code @Override}.
 */
final class MissingJavadoc extends TreePathScanner<Void, Void> {
  private final Path root;
  private final DocTrees trees;
  private final List<String> found = new ArrayList<>();

  MissingJavadoc(Path root, DocTrees trees) {
    this.root = root;
    this.trees = trees;
  }

  List<String> found() {
    return found;
  }

  @Override
  public Void visitPackage(PackageTree node, Void unused) {
    Path source = Path.of(getCurrentPath().getCompilationUnit().getSourceFile().toUri());
    if (source.endsWith("package-info.java") && trees.getDocCommentTree(getCurrentPath()) == null) {
      report(node, "no comment for the package");
    }
    return null;
  }

  @Override
  public Void visitClass(ClassTree node, Void unused) {
    if (!visible(node.getModifiers())) {
      return null;
    }
    Said said = said(node, node.getSimpleName().toString());
    node.getTypeParameters().forEach(each -> said.param(typeParameter(each)));
    components(node).forEach(said::param);
    return super.visitClass(node, null);
  }

  @Override
  public Void visitMethod(MethodTree node, Void unused) {
    boolean constructor = node.getReturnType() == null;
    if (!visible(node.getModifiers()) || overrides(node) || (constructor && canonical(node))) {
      return null;
    }
    Said said = said(node, constructor ? "the constructor" : node.getName() + "()");
    node.getTypeParameters().forEach(each -> said.param(typeParameter(each)));
    names(node.getParameters()).forEach(said::param);
    if (!constructor && !node.getReturnType().toString().equals("void")) {
      said.result();
    }
    return null;
  }

  @Override
  public Void visitVariable(VariableTree node, Void unused) {
    if (visible(node.getModifiers())) {
      said(node, node.getName().toString());
    }
    return null;
  }

  private boolean visible(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    return flags.contains(Modifier.PUBLIC)
        || flags.contains(Modifier.PROTECTED)
        || (isInterface(enclosing().getKind()) && !flags.contains(Modifier.PRIVATE));
  }

  private Tree enclosing() {
    return getCurrentPath().getParentPath().getLeaf();
  }

  private static boolean isInterface(Tree.Kind kind) {
    return kind == Tree.Kind.INTERFACE || kind == Tree.Kind.ANNOTATION_TYPE;
  }

  private boolean canonical(MethodTree constructor) {
    return enclosing() instanceof ClassTree type
        && type.getKind() == Tree.Kind.RECORD
        && names(constructor.getParameters()).equals(components(type));
  }

  /** A record has no instance fields but its components. */
  private static List<String> components(ClassTree type) {
    if (type.getKind() != Tree.Kind.RECORD) {
      return List.of();
    }
    return names(
        type.getMembers().stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
            .toList());
  }

  private static List<String> names(List<? extends VariableTree> variables) {
    return variables.stream().map(each -> each.getName().toString()).toList();
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
  }

  private static String typeParameter(TypeParameterTree parameter) {
    return "<" + parameter.getName() + ">";
  }

  private Said said(Tree node, String name) {
    DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
    Said said = new Said(node, name);
    if (comment == null) {
      report(node, "no comment for " + name);
      said.silent = true;
    } else {
      said.scan(comment, null);
    }
    return said;
  }

  private void report(Tree node, String what) {
    CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, node);
    found.add(
        root.relativize(Path.of(unit.getSourceFile().toUri()))
            + ":"
            + unit.getLineMap().getLineNumber(start)
            + " "
            + what);
  }

  /** The tags of one comment. */
  private final class Said extends DocTreeScanner<Void, Void> {
    private final Tree node;
    private final String name;
    private final Set<String> params = new HashSet<>();
    private boolean result;
    private boolean silent;

    Said(Tree node, String name) {
      this.node = node;
      this.name = name;
    }

    void param(String wanted) {
      if (!silent && !params.contains(wanted)) {
        report(node, "no @param " + wanted + " for " + name);
      }
    }

    void result() {
      if (!silent && !result) {
        report(node, "no @return for " + name);
      }
    }

    @Override
    public Void visitParam(ParamTree tag, Void unused) {
      String param = tag.getName().toString();
      params.add(tag.isTypeParameter() ? "<" + param + ">" : param);
      return null;
    }

    @Override
    public Void visitReturn(ReturnTree tag, Void unused) {
      result = true;
      return null;
    }

    @Override
    public Void visitInheritDoc(InheritDocTree tag, Void unused) {
      silent = true;
      return null;
    }
  }
}
