package dev.melme.jdbc.kit;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a database keeps UUIDs. Both forms sort by the unsigned value. */
public enum UuidForm {
  /** A type of its own. */
  NATIVE {
    @Override
    void bind(PreparedStatement statement, int index, UUID value) throws SQLException {
      statement.setObject(index, value);
    }

    @Override
    void bindNull(PreparedStatement statement, int index) throws SQLException {
      statement.setNull(index, Types.OTHER);
    }

    @Override
    @Nullable UUID read(ResultSet result, int index) throws SQLException {
      return result.getObject(index, UUID.class);
    }
  },
  /** 16 bytes, the most significant one first. */
  BYTES {
    @Override
    void bind(PreparedStatement statement, int index, UUID value) throws SQLException {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * 2);
      bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
      statement.setBytes(index, bytes.array());
    }

    @Override
    void bindNull(PreparedStatement statement, int index) throws SQLException {
      statement.setNull(index, Types.BINARY);
    }

    @Override
    @Nullable UUID read(ResultSet result, int index) throws SQLException {
      byte[] bytes = result.getBytes(index);
      if (bytes == null) {
        return null;
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
  };

  abstract void bind(PreparedStatement statement, int index, UUID value) throws SQLException;

  abstract void bindNull(PreparedStatement statement, int index) throws SQLException;

  abstract @Nullable UUID read(ResultSet result, int index) throws SQLException;
}
